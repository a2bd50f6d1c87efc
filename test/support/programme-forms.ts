import { paths } from "../../web/paths.ts"
import type { FrontDoor } from "./front-door.ts"
import type { Shown } from "./quarter-forms.ts"
import { openRegistry } from "./registry-forms.ts"

type Typed = Record<string, string | null>

/** What completes the rules of a new programme, part by part, as a person types it. */
export const completeParts: Record<string, Typed> = {
  basics: {
    summary: "从已发布的季度数据中选出物业服务融入微网实格的小区。",
    approvalKind: "number",
    approvalNumber: "示例审〔2026〕1号",
    approvalBy: "示例主管部门",
    noFee: "yes",
    noGovernmentNaming: "yes",
  },
  categories: {
    "c.0.title": "综合示范",
    "c.0.places": "３",
    "c.0.quotas": "锦江区：３",
    "c.1.title": "进步显著",
    "c.1.places": "2",
  },
  eligibility: {
    "e.0.title": "基础分不低于 60",
    "e.0.figure": "base",
    "e.0.operator": ">=",
    "e.0.value": "60",
    "e.1.title": "没有一票否决",
    "e.1.expression": "veto_count == 0",
  },
  form: {
    "f.0.title": "做法与成效",
    "f.0.key": "statement",
    "f.0.most": "1500",
    "f.0.required": "yes",
    openDay: "2026-10-12",
    closeDay: "2026-10-31",
    screeningDay: "2026-11-10",
    reviewDay: "2026-11-25",
    noticeDay: "2026-12-01",
    noticeWorkingDays: "5",
  },
  judging: {
    "k.0.title": "机制",
    "k.0.weight": "60",
    "k.0.levels": "60 有机制，偶尔运行\n１００ 四方机制常年运行，有记录",
    "k.1.title": "成效",
    "k.1.weight": "40",
    "k.1.levels": "100分：有数据证明\n20 看不出变化",
  },
}

/** The organiser's desk of programmes, as people use its pages. */
export function openProgrammes(door: FrontDoor) {
  const { page, send } = openRegistry(door)
  return {
    page,
    send,
    /** Begins a programme; answers its address. */
    async create(title: string, who = "secretary"): Promise<string> {
      const answer = await send(who, paths.newProgramme(), "/selection", { title })
      if (answer.status !== 303) throw new Error(`not created: ${answer.words}`)
      return decodeURIComponent(answer.location.replace(/^.*\//, "").replace(/\?.*$/, ""))
    },
    /** Types one part of the rules. */
    type: (slug: string, part: string, typed: Typed, who = "secretary"): Promise<Shown> =>
      send(who, paths.rulesPart(slug, part), `/rules/${part}`, typed),
    /** Types all parts so that it can open; the basis is the newest release. */
    async complete(slug: string): Promise<void> {
      const [release] = await door.cell.rows(
        "select r.id from publications p join releases r on r.id = p.release_id order by p.period desc limit 1",
      )
      for (const [part, typed] of Object.entries(completeParts)) {
        const basis: Typed = part === "basics" ? { basis: String(release?.["id"]) } : {}
        const answer = await this.type(slug, part, { ...typed, ...basis })
        if (answer.status !== 303) throw new Error(`${part} was refused: ${answer.words}`)
      }
    },
    begin: (slug: string, changes: Typed = {}, who = "chair") =>
      send(who, paths.programmeBeginning(slug), "/beginning", changes),
    async row(slug: string) {
      const [row] = await door.cell.rows("select * from programmes where slug = ?", [slug])
      return row
    },
  }
}
