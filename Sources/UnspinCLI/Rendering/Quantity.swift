/// Numbers for people.
enum Quantity {
    /// 1,234,567
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// 1:05 or 2:03:04
    static func clock(_ seconds: Double) -> String {
        let seconds = Int(min(seconds, 1e9).rounded(.up))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return seconds < 3600
            ? "\(seconds / 60):\(two(seconds % 60))" : "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    static func percent(_ part: Int, of all: Int) -> String {
        all == 0 ? "0%" : "\((Double(part) * 100 / Double(all)).rounded(places: 1))%"
    }

    /// A probability; what is not wholly sure does not read so.
    static func percent(_ probability: Double) -> String {
        switch probability {
        case ..<0.01 where probability > 0: "under 1%"
        case 0.99... where probability < 1: "over 99%"
        default: "\(Int((probability * 100).rounded()))%"
        }
    }

    /// 1.5 MB; where there is less, kB.
    static func size(_ bytes: Int) -> String {
        bytes < 100_000 ? "\((Double(bytes) / 1e3).rounded(places: 1)) kB" : "\((Double(bytes) / 1e6).rounded(places: 1)) MB"
    }

    /// “1 file”, “2 files”
    static func count(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }
}
