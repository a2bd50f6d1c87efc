/** The engine as a Worker that answers JSON with JSON; the test asks the same function on Node. */
import { checkValues, compileChecks } from "../../../worker/domain/scoring/checks.ts"
import { publishedValues } from "../../../worker/domain/scoring/disclosure.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { entryHash } from "../../../worker/domain/scoring/identity.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { rankRanges } from "../../../worker/domain/scoring/ranges.ts"
import { rankEstates } from "../../../worker/domain/scoring/rank.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { compileEdition, scoreColumns, scoreEstate, tableOf } from "../../../worker/domain/scoring/score.ts"

export interface Question {
  readonly edition: Edition
  readonly estates: readonly (readonly (readonly [string, KeyValue])[])[]
}

export function answer(question: Question): unknown {
  const { edition, faults } = readEdition(question.edition)
  if (!edition) return faults
  const compiled = compileEdition(edition)
  const rows = question.estates.map((entries) => new Map(entries))
  const checks = compileChecks(compiled)
  const scores = scoreColumns(compiled, tableOf(compiled, rows))
  return {
    estates: rows.map((values) => scoreEstate(compiled, values)),
    ranks: [...rankEstates(edition.rank, scores)],
    ranges: rankRanges(compiled, [{ scores }], rows.length),
    published: rows.map((values) => publishedValues(compiled, values)),
    checks: rows.map((values, row) => checkValues(checks, values, rows.slice(row + 1))),
    hash: entryHash("2023Q1", "甲", rows[0] ?? []),
  }
}

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(answer((await request.json()) as Question))
  },
}
