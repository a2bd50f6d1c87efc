import type { ImportColumn, ImportFault, ImportRow } from "../registry/import-table.ts"
import type { ConflictGraph } from "./conflict-graph.ts"
import type { Conflict } from "./conflicts.ts"
import { pairKey } from "./find-conflicts.ts"
import { conflictedPairs, type ReadyJudge, unreadiness } from "./plan-assignment.ts"

/** Columns of a file of assignments; the last ones are told in exports and make no difference. */
export const assignmentColumns = [
  { field: "code", titles: ["盲审编号", "blind code", "code"], required: true },
  { field: "email", titles: ["评委邮箱", "judge e-mail", "judge email", "email"], required: true },
  { field: "judge", titles: ["评委", "judge"] },
  { field: "category", titles: ["类别", "category"] },
  { field: "estate", titles: ["小区", "estate"] },
  { field: "review", titles: ["评分状态", "review"] },
] as const satisfies readonly ImportColumn<string>[]

export type AssignmentField = (typeof assignmentColumns)[number]["field"]

type Judge = ReadyJudge & { name: string; email: string }

/** A pair of a file, as it is shown before it is entered. */
export interface FilePair {
  judgeId: string
  nominationId: string
  code: string
  judge: string
  email: string
}

/** Which candidate and judge a row means, or what is wrong with it. */
function readRow(
  { line, cells }: ImportRow<AssignmentField>,
  known: { candidates: ReadonlyMap<string, string>; judges: ReadonlyMap<string, Judge> },
): { pair: FilePair | null; faults: ImportFault[] } {
  const { code = "", email = "" } = cells
  const faults: ImportFault[] = []
  const fault = (rule: string, column: AssignmentField) =>
    faults.push({ rule, line, column, with: { code, email } })
  const nominationId = known.candidates.get(code.toLowerCase())
  if (nominationId === undefined) fault(code === "" ? "assign_code_missing" : "assign_code_unknown", "code")
  const judge = known.judges.get(email.toLowerCase())
  if (!judge) fault(email === "" ? "assign_email_missing" : "assign_judge_unknown", "email")
  else if (unreadiness(judge) !== null) fault("assign_judge_not_ready", "email")
  if (nominationId === undefined || !judge) return { pair: null, faults }
  return { pair: { judgeId: judge.id, nominationId, code, judge: judge.name, email: judge.email }, faults }
}

/**
 * Checks a whole file of assignments against judges, candidates and conflicts. `pairs` are those that do not stand yet;
 * the file is entered only without faults.
 */
export function checkAssignmentFile(
  rows: readonly ImportRow<AssignmentField>[],
  graph: ConflictGraph,
  judges: readonly Judge[],
  conflicts: { all: readonly Conflict[]; found: readonly Conflict[] },
): { pairs: FilePair[]; standing: number; faults: ImportFault[] } {
  const admitted = graph.candidates.filter((one) => one.admitted)
  const known = {
    candidates: new Map(admitted.map((one) => [one.blindCode.toLowerCase(), one.nominationId])),
    judges: new Map(judges.map((judge) => [judge.email.toLowerCase(), judge])),
  }
  const ways = new Map([...conflicts.all].reverse().map((one) => [pairKey(one), one]))
  const forbidden = conflictedPairs(graph, conflicts.found)
  const stand = new Set(graph.assignments.map(pairKey))
  const seen = new Map<string, number>()
  const faults: ImportFault[] = []
  const pairs: FilePair[] = []
  let standing = 0
  for (const row of rows) {
    const { pair, faults: wrong } = readRow(row, known)
    faults.push(...wrong)
    if (!pair) continue
    const key = pairKey(pair)
    const told = { code: pair.code, name: pair.judge }
    const before = seen.get(key)
    const { line } = row
    if (before !== undefined)
      faults.push({ rule: "assign_twice", line, column: "code", with: { ...told, line: before } })
    else if (forbidden.has(key)) {
      const way = ways.get(key)
      const path = { kind: way?.kind ?? "", path: JSON.stringify(way?.path ?? []) }
      faults.push({ rule: "assign_conflict", line, column: "email", with: { ...told, ...path } })
    } else if (stand.has(key)) standing += 1
    else if (wrong.length === 0) pairs.push(pair)
    seen.set(key, before ?? line)
  }
  return { pairs, standing, faults }
}
