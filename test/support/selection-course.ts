import { paths } from "../../web/paths.ts"
import type { FrontDoor } from "./front-door.ts"
import { fieldValue, freshKey, type Shown, shown } from "./quarter-forms.ts"
import { type Fixture, type FixtureOptions, openSelection } from "./selection-fixture.ts"

/** A programme walked from its reviews to its certificates, by the forms of its pages. */
export interface SelectionCourse extends Fixture {
  page(who: string, path: string): Promise<Shown>
  post(who: string | null, path: string, fields: Record<string, string>): Promise<Shown>
  freeze(who?: string, over?: Record<string, string>): Promise<Shown>
  openNotice(fields?: Record<string, string>): Promise<Shown>
  object(fields?: Record<string, string>, headers?: Record<string, string>): Promise<Shown>
  answer(
    objectionId: string,
    form: "admission" | "refusal" | "decision",
    fields?: Record<string, string>,
  ): Promise<Shown>
  close(number: number): Promise<Shown>
  award(fields?: Record<string, string>): Promise<Shown>
}

/** Opens a programme in review, all reviews in: the earlier a candidate, the better it is scored. */
export async function openCourseOf(door: FrontDoor, options: FixtureOptions = {}): Promise<SelectionCourse> {
  const made = await openSelection(door, {
    phase: "review",
    nominated: 5,
    judges: 3,
    score: (candidate, judge) => 90 - 10 * candidate - judge,
    ...options,
    rules: {
      categories: [{ code: "A", title: "综合示范", places: 3, quotas: [] }],
      ...options.rules,
    },
  })
  const { slug } = made
  const page = async (who: string, path: string) => shown(await (await door.as(who)).get(path))
  const post: SelectionCourse["post"] = async (who, path, fields) =>
    shown(await (await door.as(who)).post(path, { key: freshKey(), ...fields }))
  const shortlist = paths.selectionPart(slug, "shortlist")
  const notice = paths.selectionPart(slug, "notice")
  const awards = paths.selectionPart(slug, "awards")
  return {
    ...made,
    page,
    post,
    async freeze(who = "secretary", over = {}) {
      const seen = fieldValue(await page(who, shortlist), "seen") ?? ""
      return post(who, shortlist, { seen, ...over })
    },
    async openNotice(fields = {}) {
      const open = await page("secretary", notice)
      const shownFields = Object.fromEntries(
        ["revision", "fromDay"].map((name) => [name, fieldValue(open, name) ?? ""]),
      )
      return post("secretary", notice, { ...shownFields, workingDays: "5", ...fields })
    },
    async object(fields = {}, headers = {}) {
      const nominationId = made.nominations[0]?.id ?? ""
      const form = {
        key: freshKey(),
        nominationId,
        kind: "anonymous",
        text: "数据与事实不符，有照片为证。",
        ...fields,
      }
      return shown(await (await door.as(null)).post(paths.objection(slug), form, headers))
    },
    async answer(objectionId, form, fields = {}) {
      const path = paths.objectionCase(slug, objectionId)
      const revision = fieldValue(await page("secretary", path), "revision") ?? "1"
      return post("secretary", `${path}/${form}`, { revision, ...fields })
    },
    close: (number) => post("secretary", paths.noticeClosing(slug), { number: String(number) }),
    async award(fields = {}) {
      const revision = fieldValue(await page("chair", awards), "revision") ?? "0"
      return post("chair", awards, { revision, ...fields })
    },
  }
}
