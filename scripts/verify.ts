/**
 * `npm run verify -- programme.json`: derives the final list of a programme from its archive again, and says of every
 * step how often it was checked. Status 1: something does not follow. The same code as the application.
 */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { ProgrammeArchive } from "../worker/domain/selection/programme-archive.ts"
import { verifyArchive } from "../worker/domain/selection/verify-archive.ts"
import { expressions } from "../worker/gateways/expression.ts"
import { workingDays } from "../worker/gateways/working-days.ts"
import { answerHelp } from "./call.ts"

const usage = `npm run verify -- programme.json
Derives a programme again from its archive, the file of its page 归档与复核. Status 1: something does not follow.`

const words: Record<string, string> = {
  rules: "规则版本的哈希 · rules are what their hashes say",
  figures: "冻结数据的哈希 · frozen figures are what their hashes say",
  eligibility: "资格审查 · eligibility, evaluated again",
  conflicts: "回避 · no review counts in conflict",
  assignment: "分配 · distribution to judges, run again, and what was done by hand",
  first_list: "首份入围名单 · first list, ranked again",
  later_lists: "递补名单 · later lists, by the rule of the next",
  notices: "公示天数 · working days of the notices",
  objections: "异议 · objections in time, upheld ones strike",
  awards: "入选与证书 · awards are on the last list",
}

/** Reads an archive; throws with a sentence when the file is none. */
export function readArchive(text: string): ProgrammeArchive {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error("This file is not JSON.")
  }
  const archive = value as Partial<ProgrammeArchive> | null
  const lists = ["rules", "nominations", "judges", "conflicts", "runs", "assignments", "reviews"] as const
  const later = ["shortlists", "notices", "objections", "awards"] as const
  const whole = archive?.format === 1 && [...lists, ...later].every((name) => Array.isArray(archive[name]))
  if (!whole) throw new Error("This file is no archive of a programme (format 1).")
  return archive as ProgrammeArchive
}

/** The lines that the command prints, and whether everything follows. */
export function verifyLines(archive: ProgrammeArchive): { lines: string[]; ok: boolean } {
  const { checks, list } = verifyArchive(archive, { evaluate: expressions().evaluate, calendar: workingDays })
  const lines = [`${archive.programme.title} · ${archive.programme.organiser}`, archive.disclaimer, ""]
  for (const { name, count, faults } of checks) {
    lines.push(
      `${faults.length === 0 ? "ok    " : "FAULT "} ${String(count).padStart(5)}  ${words[name] ?? name}`,
    )
    lines.push(...faults.slice(0, 20).map((fault) => `         ${fault}`))
    if (faults.length > 20) lines.push(`         … ${faults.length - 20} more`)
  }
  for (const { category, entries } of list) {
    lines.push("", category)
    for (const { place, estate, total } of entries)
      lines.push(`${String(place).padStart(4)}  ${estate.name}  ${total}`)
  }
  return { lines, ok: checks.every(({ faults }) => faults.length === 0) }
}

function main(): void {
  answerHelp(usage)
  const [file] = process.argv.slice(2)
  if (file === undefined) throw new Error(usage)
  const { lines, ok } = verifyLines(readArchive(readFileSync(file, "utf8")))
  console.log(lines.join("\n"))
  console.log(
    ok
      ? "\n全部可由归档重新得出 · everything follows from the archive"
      : "\n有不一致 · something does not follow",
  )
  process.exitCode = ok ? 0 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  try {
    main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
