import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { dayOf } from "../../domain/quarter.ts"
import { askable, askingOf } from "../../domain/submission/asking.ts"
import { partAsked } from "../../domain/submission/letters.ts"
import { act } from "../act.ts"
import { checkSending, type Filing, filingContext, filings } from "./open-filing.ts"
import { closedReason, closedRefusals } from "./open-submission.ts"

/** What the company can ask of each place now, by what stands in its draft. */
export const askingsOf = (filing: Filing, checked = checkSending(filing)) =>
  askingOf(filingContext(filing), checked, {
    staffed: filing.dossier.staffed,
    state: filing.dossier.submission?.state ?? "draft",
  })

/**
 * The company asks a place, with one press, to mend or fill in what a check needs of its values: once a day. Its people
 * get a letter and read it on their form.
 */
export const ask = act({
  name: "submission.ask",
  may: ["filing.edit"],
  on: filings,
  input: z
    .strictObject({ provider: z.enum(askable) })
    .meta({ id: "Asking", example: { provider: "community" } }),
  seen: "nothing",
  refusals: { ask_nothing: "conflict", asked_today: "conflict", ...closedRefusals },
  plan(filing, { given: { provider } }, { actor, now, formLink, refusal }) {
    const { dossier } = filing
    const { estate, quarter, askings, authorities } = dossier
    const closed = closedReason(filing)
    if (closed) throw refusal(closed)
    const keys = askingsOf(filing).get(provider)
    if (!keys) throw refusal("ask_nothing")
    const day = dayOf(now.getTime())
    if (askings.some((one) => one.provider === provider && one.day === day)) throw refusal("asked_today")

    const told = {
      organisation: actor.organisation.name,
      estate: estate.name,
      quarter: quarter.quarter,
      count: String(keys.length),
      link: formLink(estate.slug, quarter.quarter),
    }
    return {
      result: { provider, keys },
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.askings.add({
          estateId: estate.id,
          quarter: quarter.quarter,
          provider,
          day,
          organisationId: actor.organisation.id,
          memberId: actor.memberId,
          at: now.toISOString(),
          keys: keys.join("/"),
        })
        for (const { level, id } of authorities)
          if (level === provider) store.mails.send(partAsked, { organisationId: id }, told)
      },
      event: {
        entity: "estate",
        entityId: estate.id,
        detail: { quarter: quarter.quarter, provider },
        ...changedFields(null, { day, keys: keys.join("/") }),
      },
    }
  },
})
