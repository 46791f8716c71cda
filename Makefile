# Two commands for a newcomer: `make demo` and `make test`. `make help` lists the rest.
SWIFT ?= swift
UNSPIN = .build/release/unspin
SHARED ?= ../shared
PREFIX ?= /usr/local

.PHONY: help demo test build install install-deps test-corpus learn tables terms model evaluate judge errors reliability detect-measure names-measure clean-text sound-text disguises compare-ftfy terms-measure context-model weights golden bench test-adversarial bench-peers docs check

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

install-deps: ## install the C libraries that Unspin builds on, where they are missing (Debian)
	@Tests/Scripts/install-deps

build: install-deps ## build the release binary
	@echo "unspin: building the release binary (a minute or two on a fresh machine)"
	@$(SWIFT) build -c release --product unspin

install: build ## install the command, its manual page and completions below $(PREFIX)
	@$(MAKE) --no-print-directory install-files

# What `install` does with a command that is built.
install-files:
	@install -D -m 755 $(UNSPIN) $(DESTDIR)$(PREFIX)/bin/unspin
	@mkdir -p $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	@$(UNSPIN) manual > $(DESTDIR)$(PREFIX)/share/man/man1/unspin.1
	@$(UNSPIN) completions bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/unspin
	@$(UNSPIN) completions zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_unspin
	@$(UNSPIN) completions fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/unspin.fish
	@echo "unspin: installed below $(DESTDIR)$(PREFIX)"

# The command and the C interface with the Swift runtime inside, for machines that have none.
RUNTIME_INSIDE = .build/runtime-inside
BUILD_INSIDE = $(SWIFT) build -c release -Xswiftc -static-stdlib --scratch-path $(RUNTIME_INSIDE)
VERSION = $(shell sed -n 's/.*version = "\(.*\)"/\1/p' Sources/Unspin/Version.swift)
LIBDIR ?= $(PREFIX)/lib

.PHONY: library install-library test-library

library: install-deps ## build the C interface, a shared library with the Swift runtime inside
	@$(BUILD_INSIDE) --product UnspinC -Xlinker --version-script=$(CURDIR)/Sources/UnspinC/unspin.map -Xlinker -soname=libunspin.so.0

install-library: library ## install libunspin.so, unspin.h and the pkg-config file below $(PREFIX)
	@install -D -s -m 644 $(RUNTIME_INSIDE)/release/libUnspinC.so $(DESTDIR)$(LIBDIR)/libunspin.so.$(VERSION)
	@ln -sf libunspin.so.$(VERSION) $(DESTDIR)$(LIBDIR)/libunspin.so.0
	@ln -sf libunspin.so.0 $(DESTDIR)$(LIBDIR)/libunspin.so
	@install -D -m 644 Sources/CUnspin/unspin.h $(DESTDIR)$(PREFIX)/include/unspin.h
	@mkdir -p $(DESTDIR)$(LIBDIR)/pkgconfig
	@sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(VERSION)|' Sources/CUnspin/unspin.pc.in \
	    > $(DESTDIR)$(LIBDIR)/pkgconfig/unspin.pc
	@echo "unspin: libunspin.so.$(VERSION) installed below $(DESTDIR)$(PREFIX)"

test-library: build ## use the C interface from C, C++, pandas and DuckDB (installs both into .build), and compare with the command
	@$(MAKE) --no-print-directory install-library PREFIX=$(CURDIR)/.build/library DESTDIR=
	@"$$(Tests/Scripts/python-environment pandas duckdb)" Tests/Scripts/test-library .build/library

.PHONY: static test-static

static: install-deps ## build one static executable that needs nothing of the machine it runs on, .build/static/unspin
	@Tests/Scripts/build-static

test-static: build static ## run the static executable in an empty root, and compare with the ordinary command
	@Tests/Scripts/test-static

.PHONY: sbom test-sbom

sbom: build static ## list the linked libraries with versions and licences (SPDX), for both executables, in .build/sbom
	@mkdir -p .build/sbom
	@Tests/Scripts/make-sbom $(UNSPIN) > .build/sbom/unspin.spdx.json
	@Tests/Scripts/make-sbom .build/static/unspin --map .build/static/parts/unspin.map > .build/sbom/unspin-static.spdx.json

test-sbom: sbom ## validate the lists, and compare them with what the executables say (installs spdx-tools)
	@"$$(Tests/Scripts/python-environment spdx-tools)" Tests/Scripts/test-sbom .build/sbom

.PHONY: deb test-deb install-files

deb: library ## make Debian packages of the command and the C interface, in .build/deb
	@$(BUILD_INSIDE) --product unspin
	@command -v dpkg-shlibdeps >/dev/null || Tests/Scripts/install-packages dpkg-dev
	@rm -rf .build/deb/tree .build/deb/*.deb
	@$(MAKE) --no-print-directory install-files install-library UNSPIN=$(RUNTIME_INSIDE)/release/unspin \
	    DESTDIR=.build/deb/tree PREFIX=/usr LIBDIR=/usr/lib/$$(dpkg-architecture -q DEB_HOST_MULTIARCH)
	@strip .build/deb/tree/usr/bin/unspin
	@Tests/Scripts/build-deb $(VERSION)

test-deb: build deb ## install the Debian packages in a clean Debian, and use them there (some minutes; needs root)
	@command -v debootstrap >/dev/null || Tests/Scripts/install-packages debootstrap
	@Tests/Scripts/test-deb

.PHONY: test-spark

test-spark: build static ## run the examples for Apache Spark on two threads and on a cluster of two workers (some minutes; installs it)
	@command -v java >/dev/null || Tests/Scripts/install-packages openjdk-17-jre-headless
	@"$$(Tests/Scripts/python-environment pyspark pandas pyarrow)" Tests/Scripts/test-spark

demo: build ## repair a sample article and show what was changed
	@echo; echo "unspin: the sample as a spinner left it (Tests/UnspinTests/Fixtures/demo.spun.txt)"; echo
	@cat Tests/UnspinTests/Fixtures/demo.spun.txt
	@echo; echo "unspin: the same, repaired"; echo
	@$(UNSPIN) fix Tests/UnspinTests/Fixtures/demo.spun.txt
	@echo; echo "unspin: every change with its reason"; echo
	@$(UNSPIN) explain Tests/UnspinTests/Fixtures/demo.spun.txt

test: install-deps ## install, build and run all tests
	@echo "unspin: building and running all tests, debug then release"
	@$(SWIFT) test
	@$(SWIFT) test -c release
	@echo "unspin: fuzzing for two minutes of one processor (make fuzz MINUTES=60 does more)"
	@Tests/Scripts/fuzz 2

.PHONY: fuzz test-asan test-tsan

fuzz: install-deps ## look for inputs that break something, for MINUTES=8 of one processor (libFuzzer, address sanitizer)
	@Tests/Scripts/fuzz $(or $(MINUTES),8)

test-asan: install-deps ## run all tests with the address sanitizer, and the C shims with the one for undefined behaviour (some minutes)
	@Tests/Scripts/test-sanitized address

test-tsan: install-deps ## run all tests with the thread sanitizer (some minutes)
	@Tests/Scripts/test-sanitized thread

test-corpus: build ## repair, revert, interrupt and resume a folder of 2,000 files
	@Tests/Scripts/test-corpus

.PHONY: test-faults
test-faults: build ## full disks, runs that are killed, lines of 500 MB: let things go wrong, and count what is survived (some minutes)
	@Tests/Scripts/install-deps strace
	@Tests/Scripts/test-faults --report Benchmarks/runs/$$(date +%F)-faults.md

.PHONY: test-load
test-load: build ## keep 64 threads busy for MINUTES=60, in the library and in the command, and repair a text of a billion bytes
	@Tests/Scripts/test-load --minutes $(or $(MINUTES),60) $(if $(REPORT),--report $(REPORT))

.PHONY: test-report
test-report: build ## open a report in a headless Chromium (installs it), and look whether it keeps its promises
	@Tests/Scripts/install-deps chromium
	@Tests/Scripts/test-report

learn: build ## learn profile a anew from the aligned documents of $(SHARED)
	@xz -dc $(SHARED)/parallel/train.jsonl.xz > .build/train.jsonl
	@Tests/Scripts/complete-numerals > Dictionaries/a/numerals.tsv
	@$(UNSPIN) learn .build/train.jsonl --profile a --licence "Apache-2.0" \
	    --tables Dictionaries/a/attested.tsv --tables Dictionaries/a/completed.tsv --tables Dictionaries/a/numerals.tsv \
	    --origin "counts over simulated profile-A text; substitutions and counts are facts, no text is carried over. Made from US Senate releases, digital.gov, 18F and State of the Union (US public domain), OpenStax (CC BY 4.0) and ELTeC novels (public domain, markup CC BY 4.0)" \
	    -o Dictionaries/a/learned.tsv

# `unspin --version` tells what is inside by them.
MODEL_SUMS = cd Sources/CUnspinModel && sha256sum context.bin language.bin tables.bin > SHA256SUMS

.PHONY: test-reproducible
test-reproducible: build ## make tables and small models twice, elsewhere in time and place, and compare the bytes
	@$(SWIFT) build -c release --product UnspinBuilderTool
	@Tests/Scripts/test-reproducible

.PHONY: model-sums
model-sums: ## write down the SHA-256 of the model and the tables, as `make tables`, `make model` and `make context-model` do
	@$(MODEL_SUMS)

tables: ## compile Dictionaries/ into the tables that the binary embeds, and write the page that lists them
	@$(SWIFT) build -c release --product UnspinBuilderTool
	@.build/release/UnspinBuilderTool tables Dictionaries Sources/CUnspinModel/language.bin Sources/CUnspinModel/tables.bin
	@$(MODEL_SUMS)
	@touch Sources/CUnspinModel/model.c # a build that found no tables does not look for them again
	@$(MAKE) --no-print-directory steps-page

.PHONY: steps-page

steps-page: ## write the page that lists all steps and profiles, with what they do now
	@$(SWIFT) build -c release --product UnspinBuilderTool
	@.build/release/UnspinBuilderTool steps-page Dictionaries Sources/Unspin/Unspin.docc/StepsAndProfiles.md

model: ## train the language model anew (some minutes; installs KenLM)
	@Tests/Scripts/train-language-model
	@$(MODEL_SUMS)

context-model: ## train the context model anew (half an hour; installs KenLM and JAX)
	@$(SWIFT) build -c release --product UnspinBuilderTool
	@python3 -m pip install --quiet numpy jax
	@Tests/Scripts/train-context-model
	@$(MODEL_SUMS)
	@touch Sources/CUnspinModel/model.c

weights: ## tune the decoder's weights on held-out documents, and print them (a model that has not seen them is trained first)
	@Tests/Scripts/train-language-model --without $(SHARED)/parallel/train.jsonl.xz --work .build/held-out --out .build/held-out/language.bin
	@xz -dc $(SHARED)/parallel/train.jsonl.xz > .build/train.jsonl
	@$(SWIFT) build -c release --product UnspinBuilderTool
	@.build/release/UnspinBuilderTool weights .build/train.jsonl .build/held-out/language.bin Sources/CUnspinModel/context.bin \
	    Dictionaries/a/attested.tsv Dictionaries/a/completed.tsv Dictionaries/a/numerals.tsv

evaluate: build ## measure restoration on the development sets of $(SHARED)
	@Tests/Scripts/evaluate $(SHARED)

judge: build ## install the small neural judge and measure what it adds (some minutes)
	@Tests/Scripts/evaluate-judge $(SHARED)

errors: build ## sort the errors on the development sets into classes, with examples
	@Tests/Scripts/classify-errors $(SHARED)

reliability: build ## tell whether the confidence of edits means what it says
	@Tests/Scripts/reliability $(SHARED)
	@Tests/Scripts/reliability $(SHARED) --held-out

detect-measure: build ## measure detection on pieces of 100 words, spun and human
	@Tests/Scripts/evaluate-detect $(SHARED)

names-measure: build ## count names that are changed where the site protects them
	@Tests/Scripts/evaluate-names $(SHARED)

clean-text: build ## count false edits on the human text of $(SHARED)
	@Tests/Scripts/evaluate-clean $(SHARED)

terms-measure: build ## measure the step terms: broken terms in neutral sentences, and human text
	@Tests/Scripts/evaluate-terms $(SHARED)

terms: ## mine and count anew what the step terms knows of human text, from $(SHARED) (some minutes)
	@$(SWIFT) build -c release --product UnspinBuilderTool
	@Tests/Scripts/complete-swaps > .build/swaps-completed.tsv && mv .build/swaps-completed.tsv Dictionaries/b/swaps-completed.tsv
	@Tests/Scripts/mine-terms $(SHARED)/text/arxiv-abstracts.txt.xz > .build/terms.tsv && mv .build/terms.tsv Dictionaries/b/terms.tsv
	@Tests/Scripts/mine-terms --public $(SHARED)/text/press.txt.xz $(SHARED)/text/government-web.txt.xz $(SHARED)/text/tech-blog.txt.xz \
	    > .build/terms-public.tsv && mv .build/terms-public.tsv Dictionaries/b/terms-public.tsv
	@Tests/Scripts/count-natural $(SHARED)
	@Tests/Scripts/count-varied $(SHARED) > .build/varied.tsv && mv .build/varied.tsv Dictionaries/b/varied.tsv

sound-text: build ## write 6 MB of sound text of many languages, code and markup, and count what does not come back
	@Tests/Scripts/make-sound-text .build/sound
	@Tests/Scripts/evaluate-sound .build/sound

disguises: build ## measure what look-alikes, invisible characters and mojibake cost the repair
	@Tests/Scripts/evaluate-disguised $(SHARED)

compare-ftfy: build ## repair the cases of the step `encoding` with ftfy as well (installs it)
	@Tests/Scripts/compare-ftfy

golden: install-deps ## write the golden files of whole articles anew; look at the difference
	@UNSPIN_REWRITE=1 $(SWIFT) test --filter UnspinnerGoldenTests
	@git diff --stat -- Tests/UnspinTests/Fixtures/articles 2>/dev/null || true

bench: build ## measure speed, with a report and plots in Benchmarks/runs (FILES="…": own texts instead, no report)
	@$(SWIFT) run -c release --package-path Benchmarks Benchmarks $(FILES)

test-adversarial: install-deps ## repair 10 MB of texts that are built to take long; fails where one takes longer than twice the time of spun text
	@$(SWIFT) run -c release --package-path Benchmarks Benchmarks --adversarial

bench-peers: ## install what `make bench` holds us against: vectorscan, ahocorasick_rs, flashtext2, KenLM
	@Benchmarks/Scripts/install-peers

docs: install-deps ## build the documentation; warnings are errors
	@Tests/Scripts/make-docs

check: install-deps ## all that must hold before a change goes in
	@Tests/Scripts/check
