/// Letters that look like a Latin one, or are one in another style.
///
/// Written for Unspin from the shapes of the letters; a test holds the table against the spoof checker of ICU (UTS #39). The
/// checker's own skeletons are no letters to write: they take "m" for "rn" and "I" for "l".
public struct Lookalike: Sendable {
    public enum Kind: String, Sendable {
        case cyrillic, greek, armenian, cherokee
        case romanNumeral = "roman-numeral"
        case fullWidth = "full-width"
        case mathematical
        case smallCapital = "small-capital"
        /// Small capitals and script letters that phonetic transcriptions use.
        case phonetic

        /// A Latin letter after all, in a style that fonts are for.
        public var isStyle: Bool {
            switch self {
            case .fullWidth, .mathematical, .smallCapital, .phonetic: true
            default: false
            }
        }

        /// How the reason of an edit names it.
        public var name: String {
            switch self {
            case .cyrillic: "Cyrillic"
            case .greek: "Greek"
            case .armenian: "Armenian"
            case .cherokee: "Cherokee"
            case .romanNumeral: "Roman numerals"
            case .fullWidth: "full-width letters"
            case .mathematical: "mathematical letters"
            case .smallCapital, .phonetic: "small capitals"
            }
        }
    }

    /// The Latin letter.
    public var letter: UInt32
    public var kind: Kind
    /// Nobody tells the two apart in print; else a reader only takes one for the other in a word.
    public var isExact: Bool

    public init?(_ scalar: UInt32) {
        if let found = Self.table[scalar] {
            self = found
        } else if (0xff21...0xff3a).contains(scalar) || (0xff41...0xff5a).contains(scalar) {
            self.init(letter: scalar - 0xfee0, kind: .fullWidth, isExact: true)
        } else if (0x1d400...0x1d6a3).contains(scalar) {
            // Thirteen alphabets of 26 capitals and 26 small letters.
            let index = (scalar - 0x1d400) % 52
            self.init(letter: index < 26 ? 65 + index : 71 + index, kind: .mathematical, isExact: true)
        } else {
            return nil
        }
    }

    private init(letter: UInt32, kind: Kind, isExact: Bool) {
        self.letter = letter
        self.kind = kind
        self.isExact = isExact
    }

    /// The table's foreign letters, for tests.
    static var listed: [UInt32] { table.keys.sorted() }

    private static let table: [UInt32: Lookalike] = {
        var table: [UInt32: Lookalike] = [:]
        func add(_ kind: Kind, _ foreign: String, _ latin: String, isExact: Bool = true) {
            precondition(foreign.unicodeScalars.count == latin.unicodeScalars.count)
            for (from, to) in zip(foreign.unicodeScalars, latin.unicodeScalars) {
                table[from.value] = Lookalike(letter: to.value, kind: kind, isExact: isExact)
            }
        }
        add(.cyrillic, "аеорсухіїјѕһԁԛԝѵё", "aeopcyxiïjshdqwvë")
        add(.cyrillic, "АВЕКМНОРСТУХІЇЈЅԜѴӀЁԌҮ", "ABEKMHOPCTYXIÏJSWVIËGY")
        add(.cyrillic, "кмтнпгьвиӏԍԚҺ", "kmthnrbbulgQh", isExact: false)
        add(.greek, "οανιρυϲϳ", "oavipucj")
        add(.greek, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ\u{37f}", "ABEZHIKMNOPTYXCJ")
        add(.greek, "κχγτηωεσς", "kxytnweoc", isExact: false)
        add(.armenian, "օսհոզց", "ouhnqg")
        add(.armenian, "ՕՍՏ", "OUS")
        add(.armenian, "քւայԼ", "piwjL", isExact: false)
        add(.cherokee, "ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ", "ABCDEGHJKLMPRSTVWZ")
        add(.romanNumeral, "ⅰⅴⅹⅼⅽⅾⅿⅠⅤⅩⅬⅭⅮⅯ", "ivxlcdmIVXLCDM")
        add(.mathematical, "ℎℯℊℴℓⅆⅇⅈⅉℂℋℌℍℐℑℒℕℙℚℛℜℝℤℨℬℭℰℱℳ\u{212a}", "hegoldeijCHHHIILNPQRRRZZBCEFMK")
        add(.smallCapital, "ᴀᴄᴅᴇꜰᴊᴋᴍᴏᴘꜱᴛᴜᴠᴡᴢ", "acdefjkmopstuvwz")
        add(.phonetic, "ʙɢʜɪʟɴʀʏɑɡ", "bghilnryag")
        return table
    }()
}
