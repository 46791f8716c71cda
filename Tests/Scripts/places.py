"""What `classify-errors` and `reliability` share: damaged and changed places side by side, as ../shared/score.py joins them."""
import collections, difflib, json, os, re, subprocess, tempfile

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[^\w\s]")
# Name, file, and what `unspin fix` is told of the set.
SETS = [("dev-articles", "parallel/dev-articles.jsonl", "auto"), ("dev-masc", "parallel/dev-masc.jsonl", "auto"),
        ("dev", "parallel/dev.jsonl", "auto"), ("sentences-dev", "cases/sentences-dev.jsonl", "spun")]

# One place: the character range, the damage in it, the edits in it (from the explanation), and whether they restore the author's words.
Place = collections.namedtuple("Place", "start end gold edits right")


def fold(text):
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'").strip().lower())


def applied(text, edits, start, end):
    """text[start:end] with `edits`, which are (start, end, replacement)."""
    out, at = [], start
    for a, b, replacement in edits:
        out += [text[at:a], replacement]
        at = b
    return "".join(out) + text[at:end]


def gold_edits(document):
    """(start, end, original) in characters; from a pair of texts by aligning their words."""
    spun = document["spun"]
    if "edits" in document: return [tuple(e) for e in document["edits"]]
    clean = document["clean"] if isinstance(document["clean"], str) else document["clean"][0]
    a, b = list(WORD.finditer(spun)), list(WORD.finditer(clean))
    matcher = difflib.SequenceMatcher(None, [fold(m.group()) for m in a], [fold(m.group()) for m in b], autojunk=False)
    edits = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal": continue
        if i1 == i2 or j1 == j2:                      # an insertion or a deletion takes the word before along
            if i1 > 0 and j1 > 0: i1, j1 = i1 - 1, j1 - 1
            elif i2 < len(a) and j2 < len(b): i2, j2 = i2 + 1, j2 + 1
            else: continue
        if edits and edits[-1][1] > a[i1].start(): continue
        edits.append((a[i1].start(), a[i2 - 1].end(), clean[b[j1].start():b[j2 - 1].end()]))
    return edits


def characters(text):
    """The character number of each UTF-8 byte offset at which a character begins."""
    places, at = {}, 0
    for number, c in enumerate(text):
        places[at] = number
        at += len(c.encode())
    places[at] = len(text)
    return places


def places(document, edits):
    """Overlapping damage and edits make one place, which is right when the edits give exactly the author's words."""
    spun, at = document["spun"], characters(document["spun"])
    gold = [g for g in gold_edits(document) if fold(spun[g[0]:g[1]]) != fold(g[2])]
    made = [(at[e["start"]], at[e["end"]], e["replacement"], e) for e in edits]
    made = [m for m in made if fold(spun[m[0]:m[1]]) != fold(m[2])]
    joined = []
    for start, end, kind, item in sorted([(*g[:2], 0, g) for g in gold] + [(*m[:2], 1, m) for m in made], key=lambda x: x[:3]):
        if not joined or start >= joined[-1][1]: joined.append([start, end, [], []])
        joined[-1][1] = max(joined[-1][1], end)
        joined[-1][2 + kind].append(item)
    for start, end, g, m in joined:
        right = bool(g) and fold(applied(spun, g, start, end)) == fold(applied(spun, [x[:3] for x in m], start, end))
        yield Place(start, end, g, m, right)


def lines(command):
    return [json.loads(l) for l in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]


def repaired(unspin, path, assume="auto", options=()):
    """(document, its edits) for each line of a file with references."""
    documents = [json.loads(l) for l in open(path, encoding="utf-8")]
    out = lines([unspin, "fix", "--format", "jsonl", "--field", "spun", "--into", "text", "--explain", "--assume", assume, *options, path])
    return [(d, o["unspin"]["edits"]) for d, o in zip(documents, out, strict=True)]


def regions(unspin, path, assume="auto"):
    """The regions that `unspin detect` finds spun, in characters, for each line."""
    texts = [json.loads(l)["spun"] for l in open(path, encoding="utf-8")]
    out = lines([unspin, "detect", "--format", "jsonl", "--field", "spun", "--assume", assume, path])
    found = []
    for text, answer in zip(texts, out, strict=True):
        at = characters(text)
        found.append([(at[r["start"]], at[r["end"]]) for r in answer["regions"]])
    return found


def table(folder):
    """The counts of a profile's text tables, each weighed as its file says: {(variant, head): count}."""
    counts = collections.Counter()
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".tsv") or name == "tests.tsv": continue
        weight = 1.0
        for line in open(os.path.join(folder, name), encoding="utf-8"):
            if line.startswith("# weight:"): weight = float(line.split(":")[1])
            row = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(row) != 3 or row[1] in "=~": continue
            counts[fold(row[0]), fold(row[1])] += weight * float(row[2])
    return counts
