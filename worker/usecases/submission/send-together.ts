import { z } from "zod"
import { MOST_ROWS } from "../../domain/registry/import-table.ts"
import { act } from "../act.ts"
import { ownQuarters, sendingsOf } from "./open-sending.ts"

/**
 * Sends filings of one quarter together, each by the rules of sending one, with its receipt and its event: all of them as
 * they were seen, or none (`sending_changed`).
 */
export const sendTogether = act({
  name: "submission.submit",
  may: ["filing.submit"],
  on: ownQuarters,
  input: z
    .strictObject({
      estates: z
        .array(z.strictObject({ slug: z.string().max(200), seen: z.number().int().min(0) }))
        .min(1)
        .max(MOST_ROWS),
    })
    .meta({ id: "SentTogether", example: { estates: [{ slug: "hehe-yuan", seen: 3 }] } }),
  seen: "nothing",
  refusals: { sending_changed: "conflict" },
  async plan({ quarter }, { given: { estates } }, hand) {
    const { actor, now, refusal } = hand
    const sendings = await sendingsOf(quarter, estates, hand)
    const [first, ...others] = sendings.map(({ event }) => event)
    if (!first || sendings.length < estates.length)
      throw refusal("sending_changed", { with: { n: estates.length - sendings.length } })
    return {
      result: { estates: sendings.length, late: sendings.filter(({ late }) => late).length },
      write(store) {
        store.books.expectOpen(
          quarter,
          sendings.map(({ estate }) => estate),
        )
        store.extensions.expect(
          quarter,
          sendings.map(({ estate }) => estate),
        )
        store.books.expectRevisions(sendings.map(({ submission }) => submission))
        store.books.expectParts(
          "company",
          sendings.map(({ submission, part }) => ({ id: submission.id, revision: part.revision - 1 })),
        )
        store.books.saveParts(
          "company",
          sendings.map(({ part, number, rows }) => ({ ...part, filing: number, rows })),
          { at: now.toISOString(), memberId: actor.memberId },
        )
        store.books.change(sendings.map(({ submission, changes }) => ({ id: submission.id, to: changes })))
        store.receipts.addMany(sendings.map(({ receipt }) => receipt))
      },
      event: [first, ...others],
    }
  },
})
