// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "Unspin",
    products: [
        .library(name: "Unspin", targets: ["Unspin"]),
        .executable(name: "unspin", targets: ["UnspinTool"]),
        // The C interface; `make install-library` installs it as libunspin.so.
        .library(name: "UnspinC", type: .dynamic, targets: ["UnspinC"]),
        // Not for users: what the package in Fuzzing tries.
        .library(name: "_UnspinFuzzing", targets: ["UnspinFuzzing"]),
    ],
    targets: [
        .systemLibrary(
            name: "CICU", pkgConfig: "icu-uc",
            providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
        .target(name: "CUnspinICU", dependencies: ["CICU"]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .target(name: "CUnspinCompression", dependencies: ["CZlib", "CZstd"]),
        // Not a system library with pkg-config: SwiftPM warns of a flag that Debian's simdjson.pc sets.
        .target(name: "CUnspinJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(
            name: "CUnspinModel",
            exclude: ["SHA256SUMS", "context.bin", "language.bin", "tables.bin"]),
        .target(name: "CUnspinMemory"),
        .target(name: "CUnspinNetwork"),
        .target(name: "CUnspinPrefetch"),
        .target(name: "CUnspinReport", exclude: ["report.css", "report.js"]),
        .target(name: "UnspinCore", dependencies: ["CUnspinICU", "CUnspinNetwork", "CUnspinPrefetch"], swiftSettings: strict),
        .target(name: "Unspin", dependencies: ["UnspinCore", "CUnspinModel"], swiftSettings: strict),
        .systemLibrary(name: "CUnspin"),
        .target(
            name: "UnspinC", dependencies: ["CUnspin", "Unspin"], exclude: ["unspin.map"], swiftSettings: strict),
        .target(name: "UnspinBuilder", dependencies: ["UnspinCore", "Unspin"], swiftSettings: strict),
        .target(
            name: "UnspinCLI", dependencies: ["Unspin", "UnspinBuilder", "UnspinCore", "CUnspinCompression", "CUnspinJSON", "CUnspinMemory", "CUnspinModel", "CUnspinReport"],
            swiftSettings: strict),
        .executableTarget(name: "UnspinTool", dependencies: ["UnspinCLI"], swiftSettings: strict),
        .executableTarget(
            name: "UnspinBuilderTool", dependencies: ["UnspinBuilder", "UnspinCLI", "UnspinCore"], swiftSettings: strict),
        .target(name: "CUnspinAllocations", path: "Tests/CUnspinAllocations"),
        .target(
            name: "UnspinTestSupport", dependencies: ["CUnspin", "Unspin", "UnspinC", "UnspinCore"],
            path: "Tests/UnspinTestSupport", swiftSettings: strict),
        .target(
            name: "UnspinFuzzing", dependencies: ["Unspin", "UnspinBuilder", "UnspinCLI", "UnspinCore", "UnspinTestSupport"],
            path: "Tests/UnspinFuzzing", exclude: ["Corpora"], swiftSettings: strict),
        .target(
            name: "CUnspinSpoof", dependencies: ["CICU"], path: "Tests/CUnspinSpoof",
            linkerSettings: [.linkedLibrary("icui18n")]),
        .testTarget(
            name: "UnspinCoreTests", dependencies: ["CUnspinNetwork", "CUnspinSpoof", "UnspinCore", "UnspinTestSupport"],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "UnspinTests", dependencies: ["CUnspinAllocations", "Unspin", "UnspinCore", "UnspinTestSupport"],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "UnspinCLITests", dependencies: ["CUnspinAllocations", "CUnspinMemory", "UnspinCLI", "UnspinBuilder", "UnspinTestSupport", "UnspinTool"],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "UnspinCTests", dependencies: ["CUnspin", "Unspin", "UnspinC", "UnspinTestSupport"], swiftSettings: strict),
        .testTarget(
            name: "UnspinFuzzingTests", dependencies: ["UnspinFuzzing", "UnspinTestSupport"], swiftSettings: strict),
        .testTarget(
            name: "UnspinBuilderTests", dependencies: ["Unspin", "UnspinBuilder", "UnspinCore", "UnspinTestSupport"],
            exclude: ["Fixtures"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
