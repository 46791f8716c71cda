import Testing
import Unspin
import UnspinTestSupport

@testable import UnspinBuilder

/// The page of the documentation that is made from the tables and from what the library does.
@Suite struct StepsPageTests {
    private static let root = FixtureFolder.packageRoot()
    private static let page = Result { try StepsPage.text(dictionaries: root + "/Dictionaries") }

    @Test func thePageIsUpToDate() throws {
        let written = String(decoding: try FixtureFolder.read(Self.root + "/" + StepsPage.path), as: UTF8.self)
        #expect(written == (try Self.page.get()), "steps or tables have changed: run `make steps-page`, and look at the difference")
    }

    @Test func allStepsAreDescribed() {
        #expect(StepDescription.all.map(\.name) == Configuration.knownSteps)
    }

    @Test(arguments: StepDescription.all.map(\.name))
    func examplesShowWhatTheStepDoes(_ name: String) throws {
        let step = try #require(StepDescription.all.first { $0.name == name })
        #expect(!step.examples.isEmpty)
        var configuration = Configuration()
        configuration.assumption = .spun
        configuration.steps = [name]
        let unspinner = try Unspinner(configuration)
        for example in step.examples {
            let edits = unspinner.explain(example).edits
            #expect(!edits.isEmpty, "\(example): nothing is changed")
            #expect(edits.allSatisfy { $0.step == name })
        }
    }

    @Test func allProfilesAreThereWithOriginAndLicence() throws {
        let page = try Self.page.get()
        for profile in try Unspinner().profiles { #expect(page.contains("### Profile \(profile)\n")) }
        #expect(!page.contains("not stated"))
    }
}
