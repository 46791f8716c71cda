#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Decoder {
    private struct Habit: Hashable {
        var head: PhraseTable.HeadID
        var isCapitalized: Bool
    }

    private struct Use: Hashable {
        var habit: Habit
        var entry: PhraseTable.EntryID
    }

    /// Sets each arc's `habit` from the posteriors of all the others: the Dirichlet-smoothed share of the variant among the
    /// document's uses of the head, over its general P(variant | head).
    mutating func addHabits() {
        var uses: [Use: Float] = [:]
        var totals: [Habit: Float] = [:]
        for arc in lattice.arcs where arc.entry < Lattice.firstSpecial && arc.posterior > 0.01 {
            let habit = Habit(head: arc.head, isCapitalized: arc.isCapitalized)
            uses[Use(habit: habit, entry: arc.entry), default: 0] += arc.posterior
            totals[habit, default: 0] += arc.posterior
        }
        let prior = weights.documentPrior
        for index in lattice.arcs.indices where lattice.arcs[index].entry < Lattice.firstSpecial {
            let arc = lattice.arcs[index]
            let habit = Habit(head: arc.head, isCapitalized: arc.isCapitalized)
            guard let total = totals[habit] else { continue }
            let own = arc.posterior > 0.01 ? arc.posterior : 0
            let others = max(0, total - own)
            let same = max(0, (uses[Use(habit: habit, entry: arc.entry)] ?? 0) - own)
            let general = exp(arc.channelLog)
            let share = (prior * general + same) / (prior + others)
            lattice.arcs[index].habit = weights.channel * weights.document * (log(share) - arc.channelLog)
        }
    }
}
