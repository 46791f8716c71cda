import Testing

@testable import Unspin

@Suite struct ConfigurationTests {
    @Test func stepsAreChosen() {
        var configuration = Configuration()
        #expect(configuration.runs("phrases"))
        configuration.skippedSteps = ["phrases"]
        #expect(!configuration.runs("phrases"))
        #expect(configuration.runs("other"))
        configuration.skippedSteps = []
        configuration.steps = ["other"]
        #expect(!configuration.runs("phrases"))
        configuration.steps = ["phrases", "other"]
        #expect(configuration.runs("phrases"))
        configuration.skippedSteps = ["phrases"]
        #expect(!configuration.runs("phrases"))
    }
}
