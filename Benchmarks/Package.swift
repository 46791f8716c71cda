// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "Unspin", path: "..")],
    targets: [
        // The same as the tests count with, through a link.
        .target(name: "CUnspinAllocations"),
        .executableTarget(
            name: "Benchmarks", dependencies: ["CUnspinAllocations", .product(name: "Unspin", package: "Unspin")],
            swiftSettings: [.treatAllWarnings(as: .error)]),
    ],
    swiftLanguageModes: [.v6]
)
