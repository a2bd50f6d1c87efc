import { z } from "zod"
import { act } from "../act.ts"
import { bookLines } from "./open-book-lines.ts"

/**
 * Enters a book: all of its lines or none, or the good ones where that is asked for, as drafts, by the rules of saving a
 * form and with its event for each estate. One batch, whatever the number of estates. A book of which nothing differs from
 * what is saved changes nothing (`book_same`).
 */
export const enterBook = act({
  name: "submission.save",
  may: ["filing.edit", "part.edit"],
  on: bookLines,
  input: z.strictObject({ which: z.enum(["all", "good"]) }).meta({ id: "WhichLines" }),
  seen: "nothing",
  refusals: { book_faults: "conflict", book_same: "conflict" },
  again: { most: 3, when: () => true },
  plan({ quarter, provider, asked, lines, drafts }, { given }, { actor, now, refusal }) {
    const missing = asked.length - lines.length
    const bad = lines.filter(({ state }) => state === "bad" || state === "shut").length + missing
    if (given.which === "all" && bad > 0) throw refusal("book_faults", { with: { n: bad } })
    const good = lines.filter(({ state }) => state === "good")
    const parts = good.flatMap(({ slug }) => drafts.get(slug) ?? [])
    const [first, ...others] = parts.map(({ event }) => event)
    if (!first) throw refusal(bad > 0 ? "book_faults" : "book_same", { with: { n: bad } })
    const sum = (of: "added" | "changed" | "unchanged") => good.reduce((all, line) => all + line[of], 0)
    const at = now.toISOString()
    return {
      result: {
        estates: good.length,
        added: sum("added"),
        changed: sum("changed"),
        unchanged: sum("unchanged"),
      },
      write(store) {
        store.books.expectOpen(
          quarter,
          parts.map(({ estate }) => estate),
        )
        store.books.expectStates(parts.flatMap(({ submission }) => submission ?? []))
        store.books.create(parts.flatMap(({ begun }) => begun ?? []))
        store.books.handOver(
          parts.flatMap(({ handed, id }) => (handed ? [id] : [])),
          actor.organisation.id,
        )
        store.books.expectParts(
          provider,
          parts.map(({ id, partRevision: revision }) => ({ id, revision })),
        )
        store.books.saveParts(
          provider,
          parts.map(({ id, number, partRevision, rows }) => ({
            submissionId: id,
            filing: number,
            revision: partRevision + 1,
            rows,
          })),
          { at, memberId: actor.memberId },
        )
      },
      event: [first, ...others],
    }
  },
})
