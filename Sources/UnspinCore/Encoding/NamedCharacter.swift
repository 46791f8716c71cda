/// The characters that HTML names, as far as prose uses them. Names from the HTML standard; those that are names of variables in
/// code as well, such as `sum` and `and`, are missing.
public enum NamedCharacter {
    /// The scalar of `name`, such as `rsquo`.
    public static func scalar(_ name: String) -> UInt32? { table[name] }

    /// The longest name.
    public static let mostBytes = 8

    private static let table: [String: UInt32] = {
        // U+00A0 to U+00FF in order.
        let latin = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot
            cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml
            Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
            agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute
            ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
            """.split { $0 == " " || $0 == "\n" }
        var table: [String: UInt32] = [:]
        for (index, name) in latin.enumerated() { table[String(name)] = 0xa0 + UInt32(index) }
        for name in ["not", "micro", "para", "divide"] { table[name] = nil }
        let others: [(String, UInt32)] = [
            ("amp", 0x26), ("lt", 0x3c), ("gt", 0x3e), ("quot", 0x22), ("apos", 0x27), ("OElig", 0x152), ("oelig", 0x153), ("Scaron", 0x160),
            ("scaron", 0x161), ("Yuml", 0x178), ("fnof", 0x192), ("circ", 0x2c6), ("tilde", 0x2dc), ("ensp", 0x2002), ("emsp", 0x2003),
            ("thinsp", 0x2009), ("zwnj", 0x200c), ("zwj", 0x200d), ("lrm", 0x200e), ("rlm", 0x200f), ("ndash", 0x2013), ("mdash", 0x2014),
            ("lsquo", 0x2018), ("rsquo", 0x2019), ("sbquo", 0x201a), ("ldquo", 0x201c), ("rdquo", 0x201d), ("bdquo", 0x201e), ("dagger", 0x2020),
            ("Dagger", 0x2021), ("bull", 0x2022), ("hellip", 0x2026), ("permil", 0x2030), ("lsaquo", 0x2039), ("rsaquo", 0x203a), ("euro", 0x20ac),
            ("trade", 0x2122), ("rarr", 0x2192), ("larr", 0x2190), ("minus", 0x2212),
        ]
        for (name, scalar) in others { table[name] = scalar }
        return table
    }()
}
