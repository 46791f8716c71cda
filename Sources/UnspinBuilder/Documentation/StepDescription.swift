import Unspin

/// What the documentation says of a step of the pipeline.
struct StepDescription {
    var name: String
    var summary: String
    /// Damaged sentences, which the page shows with what the step makes of them.
    var examples: [String]

    /// All steps, in the order in which they run.
    static let all = [
        StepDescription(
            name: "encoding",
            summary: "UTF-8 that was read as Windows-1252, Latin-1, MacRoman or code page 437, once or several times, and entities that "
                + "were left in the text. Misread text is mended wherever it stands, single entities in spun regions.",
            examples: ["They donâ€™t serve crÃ¨me brÃ»lÃ©e.", "He said &amp;quot;no&amp;quot; and left."]),
        StepDescription(
            name: "invisible",
            summary: "Characters that nobody sees inside of words, where they hide the words from every search: zero-width and direction "
                + "characters, fillers, soft hyphens. In documents that hold several of them, and in spun regions.",
            examples: ["The min\u{200B}ister signed the re\u{2060}port.", "in\u{AD}for\u{AD}ma\u{AD}tion for all"]),
        StepDescription(
            name: "lookalikes",
            summary: "Letters of other alphabets that look like Latin ones, in Latin words: Cyrillic, Greek, Armenian, Cherokee, "
                + "full-width, mathematical and small capital letters. In documents that hold several of them, and in spun regions.",
            examples: ["Тhe prеsident made a stаtement.", "Ｔｈｅ ｇｏｖｅｒｎｍｅｎｔ ｗｉｌｌ ｄｅｃｉｄｅ"]),
        StepDescription(
            name: "spintax",
            summary: "What a spinner's source leaves in its output: choices in braces, nested and torn, of which the one that English "
                + "likes best is taken; numbers of omitted names; rows of asterisks. In prose.",
            examples: [
                "{Many|Lots of} people {believe|think} that the economy will recover soon.",
                "The president said on (*12*) that he would not resign.",
            ]),
        StepDescription(
            name: "phrases",
            summary: "What a spinner wrote for the author's words, by the phrase tables of the profiles below. In spun regions.",
            examples: [
                "Officers mentioned the loss of life toll was anticipated to rise.",
                "A number of international locations have closed their borders.",
            ]),
        StepDescription(
            name: "terms",
            summary: "Set terms that were broken word by word, as in papers that a spinner passed through. Everywhere, where the document "
                + "holds evidence enough; what is less sure is only told of, as a suspicion.",
            examples: ["This is a profound neural organization.", "We train an irregular backwoods classifier and a convolutional neural organization."]),
        StepDescription(
            name: "agreement",
            summary: "What fits no more once words were replaced: a and an, doubled words, verbs after pronouns, lost apostrophes. In spun "
                + "regions of English.",
            examples: ["She is a honest woman.", "They was late again, and didnt come."]),
        StepDescription(
            name: "spacing",
            summary: "Spaces and marks that were lost or doubled, and quotations that were left open. In spun regions of English.",
            examples: ["He left , and she stayed .", "“It is over, said the minister."]),
    ]
}
