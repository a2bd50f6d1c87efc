import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { texts } from "../../../web/text/text.ts"
import { systemServices } from "../../../worker/services.ts"
import { publishArchives } from "../../../worker/usecases/programme/publish-archives.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type NoticeDays, noticeDays } from "../../support/notice-days.ts"
import { fieldValue, shown } from "../../support/quarter-forms.ts"
import type { SelectionCourse } from "../../support/selection-course.ts"

const slug = "gu-ding-de-hua"
const fixed = texts.zh.awards.public.fixed
/** What people wrote: of persons in care or dispute, without a number and without a direction. */
const typed = {
  objection: "该小区的探访记录与台账有出入。",
  silent: "所述情况已经看过，结论不变。",
  naming: "纠纷台账已经看过，结论不变。",
  revoked: "探访台账与记录有出入。",
  version: "调解的纠纷记录已经看过。",
}
/** Programme by programme what a rule that was typed before there was this left behind. */
const old = { stop: "探访人数由 4 人改为 2 人，终止。", version: "纠纷报多了，改规则。" }

let door: FrontDoor
let days: NoticeDays
let course: SelectionCourse
let receipt: string
let certificate: string
let estate: string
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  days = noticeDays(door)
  course = await days.onNotice(slug)
  const [first, second, third] = course.nominations.map(({ id }) => id)
  const filed = await course.object({ nominationId: first ?? "", text: typed.objection })
  receipt = /\/objections\/[\w-]+/.exec(filed.location)?.[0] ?? ""
  await course.object({ nominationId: second ?? "" })
  await course.object({ nominationId: third ?? "" })
  const ids = (await days.objectionsOf(course)).map((row) => String(row["id"]))
  // Of an objection about it not even words that name nothing; of another one not those that name it.
  for (const [at, reply] of [typed.silent, typed.naming, "与评选规则无关。"].entries())
    expect((await course.answer(ids[at] ?? "", "refusal", { reply })).status).toBe(303)
  days.at("2026-10-14T09:00:00")
  expect((await course.close(1)).status).toBe(303)
  expect((await course.award()).status).toBe(303)
  const [award] = await door.cell.rows(
    "select id, certificate_number n, document from awards order by id limit 1",
  )
  certificate = String(award?.["n"])
  estate = JSON.parse(String(award?.["document"])).estate.slug
  const path = paths.award(slug, String(award?.["id"]))
  const revision = fieldValue(await course.page("chair", path), "revision") ?? ""
  const form = { revision, reason: typed.revoked, confirmed: "yes" }
  expect((await course.post("chair", `${path}/revocation`, form)).status).toBe(303)
  await door.cell.rows("update programme_rules set reason = ? where programme_id = ?", [
    old.version,
    course.programmeId,
  ])
  await door.cell.rows("update programmes set public_revision = public_revision + 1 where id = ?", [
    course.programmeId,
  ])
  door.cell.now = door.now
  const { programmeArchives } = systemServices({ ...door.bindings }, "publish-archives", "510100")
  await publishArchives(door.cell.contextFor({ kind: "system", job: "publish-archives" }), programmeArchives)
})
afterAll(() => door.close())

async function read(path: string, language = "zh") {
  days.later()
  return (await (await door.as(null)).get(path, { cookie: `shige.language=${language}` })).text()
}

const addresses = () => [
  paths.programme(slug),
  paths.programmes(),
  paths.programmeRules(slug, 1),
  paths.notice(slug),
  paths.notice(slug, 1),
  paths.awards({ programme: slug }),
  paths.certificate(certificate),
  paths.certificateSheet(certificate),
  paths.publicArchive(slug),
  paths.apiPublicArchive(slug),
  paths.estate(estate),
  "/awards.csv",
  "/api/v1/awards",
]

test.each(["zh", "en"] as const)(
  "no public page and no file has a word of what was typed, in %s",
  async (language) => {
    const all = new Map<string, string>()
    for (const path of addresses()) all.set(path, await read(path, language))
    for (const [path, text] of all)
      for (const words of [...Object.values(typed), ...Object.values(old)])
        expect(text.includes(words), `${path}: ${words}`).toBe(false)
    const said = texts[language].awards.public.fixed
    const count = (path: string, words: string) => (all.get(path) ?? "").split(words).length - 1
    expect(count(paths.notice(slug), said.reply)).toBe(2)
    expect(all.get(paths.notice(slug))).toContain("与评选规则无关。")
    expect(count(paths.awards({ programme: slug }), said.revokeReason)).toBe(1)
    expect(count(paths.certificate(certificate), said.revokeReason)).toBe(1)
    expect(count("/awards.csv", said.revokeReason)).toBe(1)
    expect(count(paths.estate(estate), said.revokeReason)).toBe(1)
    // Programs are answered in Chinese.
    expect(count("/api/v1/awards", fixed.revokeReason)).toBe(1)
    expect(count(paths.programme(slug), said.reason)).toBe(1)
    expect(count(paths.programmeRules(slug, 1), said.reason)).toBe(1)
  },
)

test("the archive has the sentences in both languages, and is bound by them", async () => {
  const archive = JSON.parse(await read(paths.publicArchive(slug)))
  const both = (of: keyof typeof fixed) => `${fixed[of]} ${texts.en.awards.public.fixed[of]}`
  expect(archive.objections.map(({ reply }: { reply: string }) => reply)).toEqual([
    both("reply"),
    both("reply"),
    "与评选规则无关。",
  ])
  expect(archive.awards.flatMap((one: { revokeReason: string | null }) => one.revokeReason ?? [])).toEqual([
    both("revokeReason"),
  ])
  expect(archive.rules.map(({ reason }: { reason: string }) => reason)).toEqual([both("reason")])
})

test("whoever objected reads the answer itself with its receipt, the organiser on its desk", async () => {
  const page = await shown(await (await door.as(null)).get(receipt))
  expect(page.words).toContain(typed.silent)
  expect(page.words).not.toContain(fixed.reply)
  const [objection] = await days.objectionsOf(course)
  const desk = await course.page("secretary", paths.objectionCase(slug, String(objection?.["id"])))
  expect(desk.words).toContain(typed.silent)
})

test("a stop that was typed before there was this is not told either", async () => {
  await door.cell.rows(
    "update programmes set stopped_at = ?, stop_reason = ?, public_revision = public_revision + 1 where id = ?",
    [door.now.toISOString(), old.stop, course.programmeId],
  )
  const page = await read(paths.programme(slug))
  expect(page).not.toContain(old.stop)
  expect(page).toContain(fixed.reason)
})
