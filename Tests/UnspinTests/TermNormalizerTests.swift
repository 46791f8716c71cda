import Testing
import UnspinCore

@testable import Unspin

@Suite struct TermNormalizerTests {
    /// Documents of our own with the evidence that they hold, and what must come of them.
    static let repaired: [(text: String, result: String)] = [
        ("We use profound learning. Deep learning needs data.", "We use deep learning. Deep learning needs data."),
        ("Profound Learning for all. A survey of deep learning.", "Deep Learning for all. A survey of deep learning."),
        ("A profound neural organization is trained. The deep neural network has ten layers.", "A deep neural network is trained. The deep neural network has ten layers."),
        ("Profound neural organizations are trained. Deep neural networks have layers.", "Deep neural networks are trained. Deep neural networks have layers."),
        ("An irregular timberland was grown. A random forest is an ensemble.", "A random forest was grown. A random forest is an ensemble."),
        ("The irregular woodland was grown. Random forests are ensembles.", "The random forest was grown. Random forests are ensembles."),
        ("We speak of counterfeit consciousness (AI) here.", "We speak of artificial intelligence (AI) here."),
        ("Counterfeit consciousness helps. This is about artificial intelligence.", "Artificial intelligence helps. This is about artificial intelligence."),
        ("The age of colossal information. The age of big data.", "The age of big data. The age of big data."),
        ("The flag to commotion proportion is high. The signal to noise ratio is high.", "The signal to noise ratio is high. The signal to noise ratio is high."),
        ("The flag-to-commotion ratio (SNR) is high.", "The signal-to-noise ratio (SNR) is high."),
        ("The bolster vector machine (SVM) is fast.", "The support vector machine (SVM) is fast."),
        ("The relapse tree and its leaves. A regression tree is pruned.", "The regression tree and its leaves. A regression tree is pruned."),
        ("Bosom malignancy is common. Screening for breast cancer saves lives.", "Breast cancer is common. Screening for breast cancer saves lives."),
        ("BOSOM MALIGNANCY IN WOMEN. Breast cancer is common.", "BREAST CANCER IN WOMEN. Breast cancer is common."),
        ("The mean square blunder (MSE) fell.", "The mean square error (MSE) fell."),
        ("Discourse acknowledgment is hard. Automatic speech recognition is hard.", "Speech recognition is hard. Automatic speech recognition is hard."),
        ("Fluffy rationale controls it. A fuzzy logic controller.", "Fuzzy logic controls it. A fuzzy logic controller."),
        ("The remote sensor hubs sleep. All wireless sensor nodes sleep.", "The wireless sensor nodes sleep. All wireless sensor nodes sleep."),
        ("Straight relapse was run. Linear regression was run.", "Linear regression was run. Linear regression was run."),
        ("The molecule swarm enhancement (PSO) converged.", "The particle swarm optimization (PSO) converged."),
        ("The amino corrosive and its role. Each amino acid counts.", "The amino acid and its role. Each amino acid counts."),
        ("Haze figuring is near. Fog computing is near the edge.", "Fog computing is near. Fog computing is near the edge."),
        ("The subterranean insect province (ACO) searches. Ant colony optimization searches.", "The ant colony (ACO) searches. Ant colony optimization searches."),
        ("Profound getting to know needs data. Deep learning is slow.", "Deep learning needs data. Deep learning is slow."),
        ("A genetic set of rules is run. The results of this paper need a genetic algorithm.", "A genetic algorithm is run. The results of this paper need a genetic algorithm."),
        ("The far off sensing of crops is shown in this survey of methods and results. Remote sensing is cheap.", "The remote sensing of crops is shown in this survey of methods and results. Remote sensing is cheap."),
        ("The relapse and expectation models differ. This survey deals with regression and prediction models.", "The regression and prediction models differ. This survey deals with regression and prediction models."),
        ("The cross breed model of the paper is compared with the hybrid model of a survey.", "The hybrid model of the paper is compared with the hybrid model of a survey."),
        // Common words alone, in a paper that holds the term.
        ("The sigmoid capacity is steep. This paper studies the sigmoid function with two methods.", "The sigmoid function is steep. This paper studies the sigmoid function with two methods."),
    ]

    /// Human text, or text with no evidence: it comes back as it is.
    static let kept: [String] = [
        "Children with profound learning disabilities attend the school.",
        "The colossal squid lives in the Southern Ocean.",
        "The flag was raised amid great commotion in the square.",
        "Counterfeit goods were seized at the port.",
        "She had a profound effect on the learning of her pupils.",
        "Fluffy clouds drifted over the woodland.",
        "His esteem for the organization grew.",
        "An assault on the fortress failed.",
        "The nervous system and the neural network are different things.",
        "Blood pressure and heart rate were taken.",
        "A malignancy in the bosom of the republic.",
        "Deep learning and machine learning are fields of artificial intelligence (AI).",
        "The random forest and the decision tree agree. The forest is dark and deep.",
        "Corrosive cleaners must be kept away from children.",
        "The choice of a tree for the garden is yours. A decision tree is something else.",
        "A remote village. A wireless network reached it.",
        "The web of the spider; the network of roads.",
        "Speech is silver. His discourse was long. The recognition came late.",
        "The straight path. A linear path.",
        "The mobile phone and the cell phone are one thing.",
        "Large data sets are stored. Big data is stored elsewhere.",
        "We write profound learning here.",
        "The bank raised its interest in the hobby.",
        "The state of the art, the nation of the craft.",
        "The paper compares a recursive method and a recursive technique on a dataset.",
        "In this paper the sigmoid capacity of the model is studied with other methods.",
        "The study compares proton treatment with proton therapy in two samples of patients.",
        "The algorithm of this paper is a set of rules for genetic engineering; the genetic algorithm is another.",
        "The cross breed of two dogs. A hybrid of two roses.",
        "We took the larger part of the vote, and a majority of the vote is enough in this paper's method.",
        "",
    ]

    private static func unspinner(_ change: (inout Configuration) -> Void = { _ in }) throws -> Unspinner {
        var configuration = Configuration()
        change(&configuration)
        return try Unspinner(configuration)
    }

    @Test func allCasesAreThere() {
        #expect(Self.repaired.count == 30)
        #expect(Self.kept.count == 31)
    }

    @Test(arguments: repaired.indices)
    func evidenceLetsATermBeRepaired(_ index: Int) throws {
        let (text, result) = Self.repaired[index]
        let unspinner = try Self.unspinner()
        let repair = unspinner.explain(text)
        #expect(repair.text == result)
        #expect(repair.edits.allSatisfy { $0.step == "terms" && ($0.rule.hasPrefix("b/") || $0.rule == "article") })
        #expect(Array(repair.edits.applied(to: Array(text.utf8))) == Array(repair.text.utf8))
        #expect(try RepairChecks().violations(Array(text.utf8)) == [])
    }

    @Test(arguments: kept)
    func humanTextComesBack(_ text: String) throws {
        #expect(try Self.unspinner().explain(text).edits == [])
    }

    /// The same words in a text that is no paper, and in one.
    @Test func brokenTermsAreAMatterOfPapers() throws {
        let unspinner = try Self.unspinner()
        let text = "They heard the phrase bolster vector machine north of the river."
        #expect(unspinner.repair(text) == text)
        let forest = "We own forty acres of irregular timberland north of the river."
        #expect(unspinner.repair(forest) == forest)
        let paper = "In this study, the results of an irregular timberland are compared with those of other methods."
        #expect(unspinner.repair(paper) == paper.replacing("an irregular timberland", with: "a random forest"))
    }

    /// Long texts that do not read like papers are not searched, whatever stands in them.
    @Test func longTextsHaveToReadLikePapers() throws {
        let unspinner = try Self.unspinner()
        let broken = "An irregular timberland was grown. A random forest is an ensemble."
        let mended = "A random forest was grown. A random forest is an ensemble."
        let letter = broken + String(repeating: " We walked down to the river and had our lunch on the grass.", count: 30)
        #expect(unspinner.explain(letter).edits.isEmpty)
        let paper = broken + " The algorithm and the dataset of this paper are simple." + letter.dropFirst(broken.utf8.count)
        #expect(unspinner.repair(paper).hasPrefix(mended))
    }

    /// Three broken terms in one paper are evidence for each other.
    @Test func severalBrokenTermsAreEvidence() throws {
        let text = "The paper compares a profound neural organization with an irregular timberland and a bolster vector machine on two datasets."
        #expect(try Self.unspinner().repair(text)
            == "The paper compares a deep neural network with a random forest and a support vector machine on two datasets.")
    }

    @Test func whatHasNoEvidenceIsSuspected() throws {
        let text = "In this section of the paper we turn to bolster vector machine and its limits."
        let repair = try Self.unspinner().explain(text)
        let suspicion = try #require(repair.damage.suspicions.first)
        #expect(repair.text == text)
        #expect((suspicion.original, suspicion.proposal) == ("bolster vector machine", "support vector machine"))
        #expect(suspicion.step == "terms" && (0...1).contains(suspicion.confidence) && !suspicion.reason.isEmpty)
    }

    @Test func theStepCanBeSwitchedOff() throws {
        let text = Self.repaired[0].text
        #expect(try Self.unspinner { $0.skippedSteps = ["terms"] }.repair(text) == text)
        #expect(try Self.unspinner { $0.steps = ["phrases"] }.repair(text) == text)
        #expect(try Self.unspinner { $0.assumption = .clean }.repair(text) == text)
        #expect(try Self.unspinner { $0.profiles = ["a"] }.repair(text) == text)
        #expect(try Self.unspinner { $0.profiles = ["b"] }.repair(text) == Self.repaired[0].result)
        #expect(try Self.unspinner { $0.steps = ["terms"] }.repair(text) == Self.repaired[0].result)
    }

    @Test func takenForSpunIsEvidence() throws {
        let text = "The bolster vector machine is used."
        #expect(try Self.unspinner { $0.assumption = .spun; $0.steps = ["terms"] }.repair(text) == "The support vector machine is used.")
        #expect(try Self.unspinner().repair(text) == text)
    }

    /// Edits of both steps never overlap, and those of `phrases` win.
    @Test(arguments: repaired.indices)
    func editsComposeWithPhrases(_ index: Int) throws {
        let text = "He advised reporters that individuals were killed within the assault. " + Self.repaired[index].text
        let phrases = try Self.unspinner { $0.assumption = .spun; $0.skippedSteps = ["terms"] }.explain(text).edits
        let both = try Self.unspinner { $0.assumption = .spun }.explain(text)
        for (edit, next) in zip(both.edits, both.edits.dropFirst()) { #expect(edit.range.upperBound <= next.range.lowerBound) }
        #expect(both.edits.filter { $0.step == "phrases" } == phrases)
        #expect(both.edits.applied(to: Array(text.utf8)) == Array(both.text.utf8))
    }

    @Test(arguments: [
        ("deep neural network", "Profound neural organization", "Deep neural network"),
        ("deep neural network", "Profound Neural Organization", "Deep Neural Network"),
        ("deep neural network", "PROFOUND NEURAL ORGANIZATION", "DEEP NEURAL NETWORK"),
        ("signal to noise ratio", "flag-to-commotion ratio", "signal-to-noise ratio"),
        ("internet of things", "Web of Things", "Internet of Things"),
        ("artificial intelligence", "man-made brain power", "artificial intelligence"),
        ("ad hoc network", "Specially Appointed Organization", "Ad Hoc Network"),
        ("dna damage", "DNA hurt", "DNA damage"),
        ("small interfering rna", "Little meddling mRNA and RNA", "Small interfering RNA"),
    ])
    func termsFitTheirPlace(_ term: String, _ original: String, _ result: String) {
        #expect(TermSurface.fitted(term, to: original) == result)
    }
}
