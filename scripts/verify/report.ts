import { verifyArchive } from "../../worker/domain/selection/verify-archive.ts"
import type { Check } from "../../worker/domain/selection/verify-check.ts"
import { expressions } from "../../worker/gateways/expression.ts"
import { workingDays } from "../../worker/gateways/working-days.ts"
import type { Binding } from "./binding.ts"
import type { AnyArchive } from "./read-archive.ts"

const words: Record<Check["name"], string> = {
  chain: "哈希链 · every element is the one that the chain names",
  rules: "规则版本的哈希 · rules are what their hashes say",
  figures: "冻结数据的哈希 · frozen figures are what their hashes say",
  eligibility: "资格审查 · eligibility, evaluated again",
  conflicts: "回避 · no review counts in conflict",
  assignment: "分配 · distribution to judges, run again, and what was done by hand",
  reviews: "评分 · reviews are of an assignment, by levels of the rules",
  first_list: "首份入围名单 · first list, ranked again",
  later_lists: "递补名单 · later lists, by the rule of the next",
  notices: "公示天数 · working days of the notices",
  objections: "异议 · objections in time, upheld ones strike",
  awards: "入选 · awards are on the last list, and nobody is left out",
  certificates: "证书 · certificates, made again from list, rules and figures",
  revocations: "摘牌 · revocations, with their reason",
}

const unproved = [
  "2026 年 11 月前的旧格式（format 1），以下各项无法证明 · made before archives were public; not provable of it:",
  "         the times at which notices were closed, and who was awarded late because of that",
  "         that no field beside lists, rules, figures and certificates was changed, but by the hash of the whole file",
  "         the replies to objections, and that reasons were given: they do not stand in it",
]

/** What a run of the command found. */
export interface Report {
  lines: string[]
  /** 0: everything follows, of the published archive; 1: something does not; 2: nothing was proved against a hash. */
  status: 0 | 1 | 2
}

function checkLines(checks: readonly Check[]): string[] {
  return checks.flatMap(({ name, count, faults }) => [
    `${faults.length === 0 ? "ok    " : "FAULT "} ${String(count).padStart(5)}  ${words[name]}`,
    ...faults.slice(0, 20).map((fault) => `         ${fault}`),
    ...(faults.length > 20 ? [`         … ${faults.length - 20} more`] : []),
  ])
}

function ending(faults: number, { bound }: Binding): string {
  if (faults > 0 || bound === false) return "有不一致 · something does not follow"
  if (bound === null)
    return "档案内部一致，但未与公布的哈希核对 · consistent in itself; NOT proved against what was published"
  return "全部可由公布的档案重新得出 · everything follows from the published archive"
}

/** The lines that the command prints about an archive, and its status. */
export function verifyLines(archive: AnyArchive, spelling: readonly string[], binding: Binding): Report {
  const { checks, list } = verifyArchive(archive, { evaluate: expressions().evaluate, calendar: workingDays })
  const faults = checks.reduce((sum, one) => sum + one.faults.length, spelling.length)
  const { programme, cell, disclaimer } = archive
  const lines = [
    `${programme.title} · ${programme.organiser}`,
    `${cell} · ${programme.slug}${archive.format === 2 ? ` · archive ${archive.number}, ${archive.at}` : ""}`,
    disclaimer,
    "",
    ...binding.lines,
    "",
    ...spelling.map((fault) => `FAULT  ${fault}`),
    ...checkLines(checks),
    ...(archive.format === 1 ? ["", ...unproved] : []),
  ]
  for (const { category, entries } of list) {
    lines.push("", category)
    for (const { place, estate, total } of entries)
      lines.push(`${String(place).padStart(4)}  ${estate.name}  ${total}`)
  }
  lines.push("", ending(faults, binding))
  const status = faults > 0 || binding.bound === false ? 1 : binding.bound === null ? 2 : 0
  return { lines, status }
}
