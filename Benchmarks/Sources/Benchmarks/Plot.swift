#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Lines over two logarithmic axes, as SVG.
struct Plot {
    var title: String
    var horizontal: String
    var vertical: String
    var lines: [(name: String, points: [(x: Double, y: Double)])] = []

    private static let colours = ["#0b6e99", "#c2410c", "#4d7c0f", "#7e22ce", "#b91c1c", "#525252", "#0f766e"]

    func svg() -> String {
        let (width, height) = (720.0, 440.0)
        let (left, right, top, bottom) = (70.0, 190.0, 40.0, 50.0)
        let points = lines.flatMap(\.points)
        guard let first = points.first else { return "" }
        func bounds(_ value: ((x: Double, y: Double)) -> Double) -> (Double, Double) {
            let values = points.map { log10(value($0)) }
            let (low, high) = (values.min() ?? log10(value(first)), values.max() ?? 0)
            return (low.rounded(.down), max(high.rounded(.up), low.rounded(.down) + 1))
        }
        let (x, y) = (bounds(\.x), bounds(\.y))
        func place(_ point: (x: Double, y: Double)) -> (Double, Double) {
            (
                left + (log10(point.x) - x.0) / (x.1 - x.0) * (width - left - right),
                height - bottom - (log10(point.y) - y.0) / (y.1 - y.0) * (height - top - bottom)
            )
        }
        func number(_ value: Double) -> String { Measurement.decimal(value, 1) }
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            <text x="\(left)" y="22" font-size="15">\(title)</text>
            <text x="\(number((left + width - right) / 2))" y="\(height - 12)" text-anchor="middle">\(horizontal)</text>
            <text transform="translate(18 \(number(height / 2))) rotate(-90)" text-anchor="middle">\(vertical)</text>

            """
        for power in Int(x.0)...Int(x.1) {
            let at = place((pow(10, Double(power)), pow(10, y.0)))
            svg += "<path d=\"M\(number(at.0)) \(top)V\(height - bottom)\" stroke=\"#ddd\"/>"
            svg += "<text x=\"\(number(at.0))\" y=\"\(height - bottom + 16)\" text-anchor=\"middle\">\(Self.label(power))</text>\n"
        }
        for power in Int(y.0)...Int(y.1) {
            let at = place((pow(10, x.0), pow(10, Double(power))))
            svg += "<path d=\"M\(left) \(number(at.1))H\(width - right)\" stroke=\"#ddd\"/>"
            svg += "<text x=\"\(left - 6)\" y=\"\(number(at.1 + 4))\" text-anchor=\"end\">\(Self.label(power))</text>\n"
        }
        for (index, line) in lines.enumerated() where !line.points.isEmpty {
            let colour = Self.colours[index % Self.colours.count]
            let path = line.points.map(place).map { "\(number($0.0)) \(number($0.1))" }.joined(separator: "L")
            svg += "<path d=\"M\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"/>"
            let end = place(line.points[line.points.count - 1])
            svg += "<circle cx=\"\(number(end.0))\" cy=\"\(number(end.1))\" r=\"3\" fill=\"\(colour)\"/>"
            let row = top + 14 + Double(index) * 20
            svg += "<path d=\"M\(width - right + 14) \(row)h18\" stroke=\"\(colour)\" stroke-width=\"2\"/>"
            svg += "<text x=\"\(width - right + 38)\" y=\"\(row + 4)\">\(line.name)</text>\n"
        }
        return svg + "</svg>\n"
    }

    private static func label(_ power: Int) -> String {
        switch power {
        case 0: "1"
        case 1: "10"
        case 2: "100"
        case 3: "1,000"
        case -1: "0.1"
        default: "10<tspan dy=\"-5\" font-size=\"9\">\(power)</tspan>"
        }
    }
}
