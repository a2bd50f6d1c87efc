import { createClient } from "@libsql/client/http"
import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

type Typed = Record<string, string>

/** What completes the rules of a new programme, part by part. */
const parts: Record<string, Typed> = {
  basics: {
    summary: "走查用的评选。",
    approvalKind: "exempt",
    exemption: "走查",
    noFee: "yes",
    noGovernmentNaming: "yes",
  },
  categories: { "c.0.title": "综合", "c.0.places": "2" },
  eligibility: { "e.0.title": "有分数", "e.0.expression": "base >= 0.0" },
  form: {
    "f.0.title": "做法",
    "f.0.key": "statement",
    "f.0.most": "1500",
    openDay: "2026-01-01",
    closeDay: "2098-01-01",
    screeningDay: "2098-02-01",
    reviewDay: "2098-03-01",
    noticeDay: "2098-04-01",
  },
  judging: { "k.0.title": "成效", "k.0.weight": "100", "k.0.levels": "100 好\n0 差" },
}

async function inDatabase(walk: Walk, statement: string, args: string[] = []) {
  const client = createClient({ url: walk.database })
  try {
    return (await client.execute({ sql: statement, args })).rows
  } finally {
    client.close()
  }
}

async function typeParts(walk: Walk, slug: string): Promise<void> {
  const [release] = await inDatabase(walk, "select release_id from publications order by period desc limit 1")
  for (const [part, typed] of Object.entries(parts)) {
    const basis: Typed = part === "basics" ? { basis: String(release?.["release_id"]) } : {}
    await walk.post("/selection/:programme/rules/:part", "secretary", {
      page: paths.rulesPart(slug, part),
      form: `/rules/${part}`,
      changes: Object.entries({ ...typed, ...basis }),
    })
  }
}

async function walkDesk(walk: Walk, slug: string): Promise<void> {
  const route = "/selection/:programme"
  const rules = paths.selectionPart(slug, "rules")
  await typeParts(walk, slug)
  await walk.get(`${route}/beginning`, "chair", paths.programmeBeginning(slug))
  await walk.post(`${route}/beginning`, "chair", {
    page: paths.programmeBeginning(slug),
    form: "/beginning",
  })
  await walk.get(route, "secretary", paths.selectionOf(slug))
  await walk.get(`${route}/rules`, "secretary", rules)
  await walk.get(`${route}/rules/:part`, "secretary", paths.rulesPart(slug, "judging"))
  await walk.post(`${route}/rules/:part`, "secretary", {
    page: paths.rulesPart(slug, "form"),
    form: "/rules/form",
    changes: [["closeDay", "2098-01-02"]],
  })
  await walk.post(`${route}/rules/withdrawal`, "secretary", { page: rules, form: "/withdrawal" })
  await walk.post(`${route}/rules/:part`, "secretary", {
    page: paths.rulesPart(slug, "form"),
    form: "/rules/form",
    changes: [["closeDay", "2098-01-03"]],
  })
  await walk.post(`${route}/rules`, "chair", { page: rules, form: "/rules", changes: [["reason", "顺延"]] })
  await walk.settle()
}

/** Walks the desk and the public pages of a programme from its title to its end. */
export async function walkProgrammes(walk: Walk, _places: Places): Promise<void> {
  const route = "/selection/:programme"
  await walk.get("/selection", "secretary", paths.selection())
  await walk.get("/selection/new", "secretary", paths.newProgramme())
  const location = await walk.post("/selection", "secretary", {
    page: paths.newProgramme(),
    form: "/selection",
    changes: [["title", "走查评选"]],
  })
  const slug = new URL(location ?? "", "http://walk").pathname.split("/").at(-1) ?? ""
  await walkDesk(walk, slug)
  await walk.settlePublic()
  await walk.get("/programmes", "nobody", paths.programmes())
  await walk.get("/programmes/:programme", "nobody", paths.programme(slug))
  await walk.get("/programmes/:programme/rules/:version", "nobody", paths.programmeRules(slug, 1))
  // A deadline is not waited for.
  await inDatabase(
    walk,
    `update programme_rules set document = json_set(document, '$.dates.closeDay', '2026-01-02')
     where programme_id = (select id from programmes where slug = ?)`,
    [slug],
  )
  await walk.post(`${route}/phase`, "secretary", { page: paths.selectionOf(slug), form: "/phase" })
  const stop = paths.programmeStop(slug)
  await walk.get(`${route}/stop`, "chair", stop)
  const changes: [string, string][] = [
    ["reason", "走查到此为止"],
    ["confirmed", "yes"],
  ]
  await walk.post(`${route}/stop`, "chair", { page: stop, form: "/stop", changes })
}
