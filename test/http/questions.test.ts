import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationStreet } from "../../schema/seed/demonstration/sites.ts"
import { cameraSegments, jpegFile } from "../../scripts/bench/files/attachment-files.ts"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import type { Program } from "../support/program.ts"
import {
  errorBeside,
  fieldValue,
  freshKey,
  openWalk,
  reasonsFor,
  shown,
  stateOf,
  submitAgain,
  type Walk,
} from "../support/quarter-forms.ts"
import { programOf, tagOf } from "../support/told-program.ts"

/** What came back stands beside its field, is answered there, and is not sent again as it was. */

let door: FrontDoor
let walk: Walk
let program: Program

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  program = await programOf(door, "company-1", "manager")
})
beforeEach(() => submitAgain(walk))
afterAll(() => door.close())

const events = {
  "d:cultural_events": "asked",
  "r:cultural_events": "三场活动的签到在哪里？",
}
const filed = () => walk.before["company"]?.["cultural_events"] ?? ""
const giveBack = (decisions: Record<string, string> = events) =>
  walk.decide("street", "return", { ...decisions, "return-reason": "请核对活动。", reason: "请核对活动。" })
const name = (filing = 1, key = "cultural_events") => `answer:${filing}:${key}`
const api = () => paths.apiSubmission(walk.slug, walk.open).replace("/api/v1", "")
const send = async (reasons: Record<string, string> = {}) => {
  return program.send(
    "POST",
    `${api()}/sign-off`,
    { reasons: { ...reasonsFor(walk), ...reasons } },
    {
      "if-match": await tagOf(program, api()),
    },
  )
}

describe("beside its field", () => {
  test("stands who asked, what and when, with a box for the answer; the list of what came back leads there", async () => {
    expect((await giveBack()).location).toMatch(/done=returned/)
    const { html, words } = await walk.form("editor")
    const field = html.indexOf('id="v-cultural_events"')
    const note = html.indexOf(`data-question="${name()}"`)
    const box = html.indexOf(`name="r:${name()}"`)
    expect([note < field, field < box]).toEqual([true, true])
    expect(words).toContain("问： 三场活动的签到在哪里？ 街道 · ")
    expect(html).toContain('href="#v-cultural_events"')
    expect(words).toContain("等回答")
  })

  test("the desk's list of what came back leads to each field", async () => {
    await giveBack()
    const client = await door.as("editor")
    const list = await (await client.get(paths.filing({ quarter: walk.open, state: "returned" }))).text()
    expect(list).toContain(`href="${paths.submission(walk.slug, walk.open)}#v-cultural_events"`)
    const other = await (await (await door.as("street")).get(paths.filing({ quarter: walk.open }))).text()
    expect(other).not.toContain("#v-cultural_events")
  })

  test("programs read the same: name, words, level, time, what was filed, and how far it is", async () => {
    await giveBack()
    const { part } = await (await program.get(api())).json()
    expect(part.questions).toMatchObject([
      {
        name: name(),
        key: "cultural_events",
        state: "open",
        filed: filed(),
        answer: null,
        notes: [{ kind: "asked", level: "street", words: "三场活动的签到在哪里？", checkedValue: null }],
      },
    ])
  })
})

describe("sending again", () => {
  test("as it was is refused with a sentence and the way to the field, the same for pages and programs", async () => {
    await giveBack()
    const refused = await walk.submit(reasonsFor(walk))
    expect(refused.status).toBe(422)
    expect(refused.words).toContain("核查人员有意见，数没有改")
    expect(refused.html).toContain(`${paths.submission(walk.slug, walk.open)}#v-cultural_events`)
    expect(errorBeside(refused, `r-${name()}`)).not.toBe("")
    const answer = await send()
    expect(answer.status).toBe(422)
    const { faults } = await answer.json()
    expect(faults).toMatchObject([
      { rule: "question_unanswered", field: name(), pointer: `/reasons/${name()}` },
    ])
    expect(await stateOf(walk)).toBe("returned")
  })

  test("with an answer goes, and the street reads it beside the value", async () => {
    await giveBack()
    expect((await walk.submit({ ...reasonsFor(walk), [name()]: "签到表在社区活动室。" })).status).toBe(303)
    const desk = await walk.desk("street")
    expect(desk.words).toContain("回答：签到表在社区活动室。")
    expect(desk.words).toContain("上次退回 请核对活动。")
    const street = await programOf(door, `place-${demonstrationStreet}`, "approver")
    const { verification } = await (await street.get(api())).json()
    expect(verification.questions).toMatchObject([
      { name: name(), state: "answered", answer: "签到表在社区活动室。" },
    ])
    expect((await walk.form("editor")).words).toContain("已回答")
  })

  test("with another value goes, and the street is told what it was", async () => {
    await giveBack()
    await walk.save("editor", { ...walk.before["company"], cultural_events: String(Number(filed()) + 1) })
    expect((await walk.form("editor")).words).toContain("已改")
    expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
    expect((await walk.desk("street")).words).toContain(`已改，退回时是 ${filed()}`)
  })

  test("with the value put back after all is refused", async () => {
    await giveBack()
    await walk.save("editor", { ...walk.before["company"], cultural_events: String(Number(filed()) + 1) })
    await walk.save("editor", walk.before["company"] ?? {})
    expect((await walk.submit(reasonsFor(walk))).status).toBe(422)
  })

  test("after a withdrawal the answer is still asked for, and still there", async () => {
    await giveBack()
    await walk.submit({ ...reasonsFor(walk), [name()]: "签到表在社区活动室。" })
    await walk.withdraw()
    expect(fieldValue(await walk.form("editor"), `r:${name()}`)).toBe("签到表在社区活动室。")
    await walk.save("editor", walk.before["company"] ?? {})
    expect((await walk.submit(reasonsFor(walk))).status).toBe(422)
    // Sent together with others it is not among those that can be sent.
    expect((await send()).status).toBe(422)
  })

  test("the second return asks anew: an old answer answers nothing", async () => {
    await giveBack()
    await walk.submit({ ...reasonsFor(walk), [name()]: "签到表在社区活动室。" })
    await giveBack()
    expect((await walk.submit(reasonsFor(walk))).status).toBe(422)
    expect((await walk.submit({ ...reasonsFor(walk), [name(2)]: "已补照片。" })).status).toBe(303)
  })

  test("an answer to what nobody asked is refused", async () => {
    await giveBack()
    const answer = await send({ [name()]: "好的。", "answer:1:households": "多答一句。" })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      faults: [{ rule: "unknown_key", field: "answer:1:households" }],
    })
  })
})

describe("a return without questions", () => {
  test("asks for a change or an answer as a whole", async () => {
    await giveBack({})
    expect((await walk.form("editor")).html).toContain('name="r:answer:1"')
    const refused = await walk.submit(reasonsFor(walk))
    expect(refused.status).toBe(422)
    expect(refused.words).toContain("退回以后数没有改")
    expect((await walk.submit({ ...reasonsFor(walk), "answer:1": "已与街道核对。" })).status).toBe(303)
    expect((await walk.desk("street")).words).toContain("回答：已与街道核对。")
  })
})

describe("a question about the community's part", () => {
  const observers = { "d:observers": "asked", "r:observers": "观察员名单有几人？" }
  test("goes to the community, which answers it; the company is told and not stopped", async () => {
    await giveBack(observers)
    const community = await walk.form("community")
    expect(community.words).toContain("问： 观察员名单有几人？")
    expect(community.html).toContain(`name="r:${name(1, "observers")}"`)
    const editor = await walk.form("editor")
    expect(editor.html).not.toContain(`name="r:${name(1, "observers")}"`)
    expect(editor.words).toContain("（由社区填写）")
    const [letters] = await door.cell.rows("select count(*) n from messages where kind = 'part_returned'")
    expect(Number(letters?.["n"])).toBeGreaterThan(0)
    expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
    await walk.save(
      "community",
      { ...walk.before["community"], observers: "9" },
      { [`r:${name(1, "observers")}`]: "名单 9 人。" },
    )
    expect((await walk.desk("street")).words).toContain("回答：名单 9 人。")
    // Once the street has passed it the community reads what it answered.
    await walk.decide("street", "verification")
    expect((await walk.form("community")).words).toContain("已回答")
  })

  test("is nobody's else: the company cannot answer it", async () => {
    await giveBack(observers)
    expect((await send({ [name(1, "observers")]: "我们来答。" })).status).toBe(422)
  })
})

describe("a file that goes along with an answer", () => {
  beforeEach(() => door.cell.rows("delete from evidence"))
  async function add(who: string, to = name()) {
    const body = new FormData()
    body.set("key", freshKey())
    body.append(
      "files",
      new File([jpegFile({ width: 40, height: 30, before: cameraSegments("锦江") })], "签到.jpg"),
    )
    const path = paths.evidence(walk.slug, walk.open, to)
    return (await (await door.as(who)).send(path, { method: "POST", body })).status
  }
  const kept = () => door.cell.rows("select id, indicator, filing, taken, name from evidence")
  const page = async (who: string, to = name()) =>
    shown(await (await door.as(who)).get(paths.evidence(walk.slug, walk.open, to)))

  test("is added beside the question, is no answer by itself, and is seen by who verifies once it is sent", async () => {
    await giveBack()
    expect((await walk.form("editor")).html).toContain(
      `href="${paths.evidence(walk.slug, walk.open, name())}"`,
    )
    expect([await add("editor"), await add("editor", "answer:1:households"), await add("community")]).toEqual(
      [303, 404, 422],
    )
    const [file, ...others] = await kept()
    expect([others, file]).toEqual([
      [],
      { id: file?.["id"], indicator: name(), filing: 2, taken: null, name: "签到.jpg" },
    ])
    expect((await walk.form("editor")).html).toContain(`#e-${file?.["id"]}`)
    expect((await page("editor")).words).toContain("只附文件不算回答")
    // Not before it is sent.
    expect((await page("street")).html).not.toContain(String(file?.["id"]))
    expect(await (await send()).json()).toMatchObject({ faults: [{ rule: "question_unanswered" }] })
    expect((await send({ [name()]: "见附件。" })).status).toBe(200)
    const desk = await walk.desk("street")
    expect(desk.html).toContain(`${paths.evidence(walk.slug, walk.open, name())}#e-${file?.["id"]}`)
    const seen = await page("street")
    expect(seen.words).toContain("随回答附的文件只给核查人员看，不向公众展示")
    expect(seen.html).not.toContain("/showing")
    const bytes = paths.evidenceFile(walk.slug, walk.open, name(), String(file?.["id"]))
    expect((await (await door.as("street")).get(bytes)).status).toBe(200)
    expect(await add("editor")).toBe(409)
  })

  test("of an older answer stands with it after a second return, for its sender and who verifies", async () => {
    await giveBack()
    await add("editor")
    expect((await send({ [name()]: "见附件签到表。" })).status).toBe(200)
    const [file] = await kept()
    const link = `${paths.evidence(walk.slug, walk.open, name())}#e-${file?.["id"]}`
    expect((await walk.form("editor")).words).not.toContain("更早的退回和回答")
    await giveBack({ ...events, "r:cultural_events": "签到表看不清。" })
    const form = await walk.form("editor")
    expect(form.words).toContain("更早的退回和回答（1 次）")
    expect(form.words).toContain("问：三场活动的签到在哪里？")
    expect(form.words).toContain("回答：见附件签到表。")
    expect(form.html).toContain(link)
    expect((await send({ [name(2)]: "已补清楚的。" })).status).toBe(200)
    const desk = await walk.desk("street")
    expect(desk.words).toContain("回答：已补清楚的。")
    expect(desk.words).toContain("回答：见附件签到表。")
    expect(desk.html).toContain(link)
    expect((await page("street")).status).toBe(200)
    // What the company was asked is not the community's to read.
    const { words } = await walk.form("community")
    expect(words).not.toContain("更早的退回和回答")
  })

  test("of a filing that came back as a whole goes along in the same way; what was never asked is not there", async () => {
    await giveBack({})
    expect(await add("editor", "answer:1")).toBe(303)
    expect((await send({ "answer:1": "已核对。" })).status).toBe(200)
    const [file] = await kept()
    expect((await walk.desk("street")).html).toContain(`#e-${file?.["id"]}`)
    expect((await page("editor", "answer:7:households")).status).toBe(404)
  })
})
