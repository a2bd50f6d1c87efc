import type { Typed } from "../../domain/submission/faults.ts"
import { act } from "../act.ts"
import { draftToCheck } from "./inputs.ts"
import { type Filing, filings } from "./open-filing.ts"
import { requireKnown } from "./save-draft.ts"

/**
 * Keeps what a program was told about a draft, so that asking again gets the same answer; nothing of the submission
 * changes. `tell` puts what was found into words.
 */
export const checkDraft = <Told>(tell: (filing: Filing, typed: Typed) => Told) =>
  act({
    name: "submission.check",
    may: ["filing.edit", "part.edit"],
    on: filings,
    input: draftToCheck,
    seen: "nothing",
    refusals: {},
    plan(filing, { given }, hand) {
      const { typed, dossier, provider } = filing
      const asked: Typed = given.texts
        ? { texts: given.texts, reasons: given.reasons }
        : { texts: typed.texts, reasons: new Map([...typed.reasons, ...given.reasons]) }
      requireKnown(filing, asked, hand)
      return {
        result: tell(filing, asked),
        write() {},
        event: {
          entity: "estate",
          entityId: dossier.estate.id,
          detail: { quarter: dossier.quarter.quarter, provider },
        },
      }
    },
  })
