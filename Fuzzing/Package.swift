// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Fuzzing",
    dependencies: [.package(name: "Unspin", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz", dependencies: [.product(name: "_UnspinFuzzing", package: "Unspin")],
            swiftSettings: [.treatAllWarnings(as: .error)])
    ],
    swiftLanguageModes: [.v6]
)
