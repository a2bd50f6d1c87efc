import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { findPlaces } from "../../scripts/bench/places.ts"
import { storeKey } from "../../scripts/bench/stored-key.ts"
import { paths } from "../../web/paths.ts"
import type { MemberActor } from "../../worker/domain/actor.ts"
import type { Faster } from "../../worker/domain/audit/faster.ts"
import { DomainError } from "../../worker/domain/errors.ts"
import type { UseCaseContext } from "../../worker/usecases/context.ts"
import { startNomination } from "../../worker/usecases/nomination/start-nomination.ts"
import { perform } from "../../worker/usecases/perform.ts"
import { openReview } from "../../worker/usecases/review/open-review.ts"
import { saveReview } from "../../worker/usecases/review/save-review.ts"
import { openFilingFor } from "../../worker/usecases/submission/open-filing.ts"
import { saveDraft } from "../../worker/usecases/submission/save-draft.ts"
import { fixtureRules } from "../support/fixture-rules.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { programWith } from "../support/program.ts"
import { freshKey, type Shown, shown } from "../support/quarter-forms.ts"
import { openCourseOf } from "../support/selection-course.ts"
import { type Fixture, openSelection } from "../support/selection-fixture.ts"

const title = "有人先改了"
let door: FrontDoor
let call: Fixture

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12, released: 2 })
  const dates = { ...fixtureRules().dates, openDay: "2026-10-01", closeDay: "2026-10-31" }
  call = await openSelection(door, { slug: "kai-fang", phase: "open", rules: { dates } })
})
afterAll(() => door.close())

/** Somebody of the demonstration as a use case has it. */
async function contextOf(account: string): Promise<UseCaseContext<MemberActor>> {
  const [row] = await door.cell.rows(
    `select u.id as user_id, u.name, m.id as member_id, m.role, o.id, o.kind, o.name as organisation
     from users u join members m on m.user_id = u.id join organisations o on o.id = m.organisation_id
     where u.email = ?`,
    [`${account}@demo.shige.example`],
  )
  const { user_id, name, member_id, role, id, kind, organisation } = row ?? {}
  return door.cell.contextFor({
    ...{ kind: "member", userId: String(user_id), memberId: String(member_id), name: String(name) },
    ...{ role: role as MemberActor["role"], level: null, limited: false, sessionId: null, key: null },
    ...{ secondFactor: "passed", memberships: 1, unread: 0 },
    organisation: {
      ...{ id: String(id), kind: kind as MemberActor["organisation"]["kind"], name: String(organisation) },
      ...{ placeCode: null, factorRoles: [], deletionRequestedAt: null },
    },
  } as MemberActor)
}

/** The same, but somebody else writes just before its own write goes: both had seen that there was nothing. */
function justBehind(ctx: UseCaseContext<MemberActor>, other: () => Promise<unknown>) {
  const write: typeof ctx.write = async (command, change) => {
    await other()
    return ctx.write(command, change)
  }
  return { ...ctx, write }
}

async function outrun(write: Promise<unknown>): Promise<Faster | null> {
  const error = await write.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(DomainError)
  expect((error as DomainError).code).toBe("stale")
  return (error as DomainError).faster
}

const program = async (organisation: string, role: MemberActor["role"]) =>
  programWith(door, (await storeKey(door.cell.client as never, organisation, { role, now: door.now })).key)

describe("of two first saves at once the later one is told who was first", () => {
  const typed = { texts: new Map([["households", "1270"]]), reasons: new Map<string, string>() }

  test("of a draft", async () => {
    const { slug, open } = await findPlaces(door.cell.url)
    const [mine, theirs] = [await contextOf("editor"), await contextOf("manager")]
    const filing = await openFilingFor(mine, slug, open)
    expect(filing.dossier.submission).toBeNull()
    const asked = { given: typed, seen: 0 }
    const first = async () => {
      const own = await openFilingFor(theirs, slug, open)
      return perform(theirs, saveDraft, own, asked, { key: freshKey() })
    }
    const late = perform(justBehind(mine, first), saveDraft, filing, asked, { key: freshKey() })
    expect(await outrun(late)).toMatchObject({
      action: "submission.save",
      role: "manager",
      person: theirs.actor.name,
      organisation: theirs.actor.organisation.name,
    })
  })

  test("of a nomination", async () => {
    const [row] = await door.cell.rows(
      `select e.slug from estates e join tenures t on t.estate_id = e.id and t.to_date is null
       where t.organisation_id = 'company-1' and e.origin = 'demonstration'
       and e.id in (select estate_id from scorecards) order by e.id limit 1`,
    )
    const begun = { programme: call.slug, estate: String(row?.["slug"]), category: "A" }
    const [mine, theirs] = [await contextOf("editor"), await contextOf("manager")]
    const first = () => startNomination(theirs, begun, { key: freshKey() })
    const late = startNomination(justBehind(mine, first), begun, { key: freshKey() })
    expect(await outrun(late)).toMatchObject({
      action: "nomination.start",
      role: "manager",
      person: theirs.actor.name,
    })
  })

  test("of a review: a judge in two windows", async () => {
    const options = {
      slug: "liang-chuang",
      phase: "review",
      nominated: 3,
      judges: 3,
      assigned: true,
    } as const
    const made = await openSelection(door, options)
    const id = `assignment-${made.slug}-0-0`
    const judge = await contextOf("judge")
    const opened = await openReview(judge, id, "scoring")
    const review = { scores: new Map(), abstained: false, confidence: "", comment: "写到一半" }
    const first = () => saveReview(judge, opened, review, { key: freshKey(), revision: 0 })
    const late = saveReview(justBehind(judge, first), opened, review, { key: freshKey(), revision: 0 })
    expect(await outrun(late)).toMatchObject({
      action: "review.save",
      role: "judge",
      person: judge.actor.name,
    })
  })

  test("on the page and by key", async () => {
    const own = await door.cell.rows(
      `select e.id, e.slug from estates e join tenures t on t.estate_id = e.id and t.to_date is null
       where t.organisation_id = 'company-1' and e.origin = 'demonstration' order by e.id desc limit 2`,
    )
    for (const { id } of own) {
      const submission = "select id from submissions where estate_id = ? and quarter = ?"
      for (const table of ["findings", '"values"', "submission_parts", "receipts"])
        await door.cell.rows(`delete from ${table} where submission_id in (${submission})`, [
          String(id),
          door.openQuarter,
        ])
      await door.cell.rows("delete from submissions where estate_id = ? and quarter = ?", [
        String(id),
        door.openQuarter,
      ])
    }
    const [onPage = "", byKey = ""] = own.map((row) => String(row["slug"]))
    const save = async (account: string) => {
      const fields = { key: freshKey(), revision: "0", "v:households": account === "editor" ? "12" : "13" }
      return shown(await (await door.as(account)).post(paths.saveDraft(onPage, door.openQuarter), fields))
    }
    await Promise.all([door.as("editor"), door.as("manager")])
    const answers = await Promise.all([save("editor"), save("manager")])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.words).toContain(title)
    expect(loser?.words).toMatch(/演示.*保存/)
    const [one, other] = [await program("company-1", "manager"), await program("company-1", "manager")]
    const path = `/submissions/${door.openQuarter}/${byKey}/draft`
    const etag = (await one.get(path.replace("/draft", ""))).headers.get("etag") ?? ""
    const both = await Promise.all(
      [one, other].map((by, at) =>
        by.send("PUT", path, { values: { households: 12 + at } }, { "if-match": etag }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    const late = (await both.find(({ status }) => status === 412)?.json()) as { by?: Faster }
    expect(late.by).toMatchObject({ action: "submission.save", person: expect.stringMatching(/.+/) })
  })
})

describe("in the course of a programme", () => {
  const named = (page: Shown, action: string) => {
    expect(page.status).toBe(409)
    expect(page.words).toContain(title)
    expect(page.words).toMatch(new RegExp(`示例.*${action}|演示.*${action}`))
  }

  test("a list that moved says whose doing it was; a judge stands there by role", async () => {
    const course = await openCourseOf(door, { slug: "bian-dong" })
    const ids = course.assignments.map(({ id }) => id)
    const path = paths.selectionPart("bian-dong", "shortlist")
    const before = await course.page("secretary", path)
    const seen = /name="seen" value="([^"]+)"/.exec(before.html)?.[1] ?? ""
    const own = ids.find((id) => id.endsWith("-0-0")) ?? ""
    const whole = { "s:C1": "100", "s:C2": "abstain", confidence: "3", comment: "改判" }
    const judge = await door.as("judge")
    const form = await shown(await judge.get(paths.review(own)))
    const revision = /name="revision" value="(\d+)"/.exec(form.html)?.[1] ?? "1"
    const review = await shown(
      await judge.post(paths.reviewSubmission(own), { key: freshKey(), revision, ...whole }),
    )
    expect(review.status).toBe(303)
    const late = await course.post("secretary2", path, { seen })
    named(late, "评委")
    const [who] = await door.cell.rows("select name from users where email = 'judge@demo.shige.example'")
    expect(late.words).not.toContain(`${who?.["name"]}（`)
    // Drafts move no list: what a judge types is nobody's business yet.
    expect(late.words).toContain("您查看之后名单有变化")
  })

  test("an objection that a colleague dealt with names the colleague", async () => {
    const course = await openCourseOf(door, { slug: "yi-yi" })
    expect((await course.freeze()).status).toBe(303)
    expect((await course.openNotice()).status).toBe(303)
    door.now = new Date(door.now.getTime() + 86_400_000)
    expect((await course.object()).status).toBeLessThan(400)
    const [row] = await door.cell.rows("select id from objections where programme_id = ?", [
      course.programmeId,
    ])
    const id = String(row?.["id"])
    expect((await course.answer(id, "admission")).status).toBe(303)
    const path = `${paths.objectionCase("yi-yi", id)}/decision`
    const late = await course.post("secretary2", path, { revision: "1", decision: "rejected", reply: "x" })
    const [who] = await door.cell.rows("select name from users where email = 'secretary@demo.shige.example'")
    named(late, String(who?.["name"]))
    expect(late.words).toContain("另一位同事刚刚处理了这条异议")
  })
})
