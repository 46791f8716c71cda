import Unspin
import UnspinCore
import UnspinTestSupport

/// A text that the small models and tables of the fuzz targets know most words of.
enum SampleText {
    static let bytes = Array(
        """
        The navy paid a go to to Mali, and tons of of troopers have been trying to find it within the mountains. She said \
        9 individuals had gone lacking; an hour later, eighty,000 people went on.

        We study irregular woodland models and a profound neural organization with counterfeit neural networks. The forces said the fleet \
        was a navy fleet, and the a a a a fleet said it was.
        """.utf8)

    /// What does not hold of the sample, repaired with these parts.
    static func violations(
        model: LanguageModel = SmallModels.language(order: 3), context: ContextModel? = nil, tables: [PhraseTable] = [], terms: [TermTable] = []
    ) -> [String] {
        [Configuration.Assumption.auto, .spun].flatMap { assumption in
            var configuration = Configuration()
            configuration.assumption = assumption
            let unspinner = Unspinner(configuration, model: model, context: context, tables: tables, terms: terms)
            // Damaged words may hold line feeds, which then stand in reasons as well.
            return RepairForm.violations(bytes, by: unspinner).filter { !$0.hasPrefix("reason") }
        }
    }
}
