import { expect } from "vitest"
import { findPlaces, type Places } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey, type Visitor } from "../support/browser.ts"
import {
  expectWords,
  fillFields,
  openMember,
  press,
  settleMarks,
  unfoldValues,
} from "../support/quarter-walk.ts"

const app = useTestApp()
const width = 360
let places: Promise<Places> | undefined

/** Looked for once: what is filed hides the estate afterwards. */
function estateToFile(): Promise<Places> {
  places ??= findPlaces(app().libsqlUrl)
  return places
}

async function open(account: Parameters<typeof openMember>[1], path: string): Promise<Visitor> {
  const visitor = await openMember(app().url, account, width)
  await visitor.page.goto(app().url + path)
  await checkPage(visitor)
  return visitor
}

/** Checks, gives a reason for everything that asks for one but an answer, and confirms. */
async function send(editor: Visitor): Promise<void> {
  await press(editor, "检查并提交")
  for (const reason of await editor.page.locator('textarea[name^="r:"]:not([name^="r:answer"])').all())
    await reason.fill("与上季度统计口径一致，数量随季节变化。")
  await press(editor, "确认提交")
}

journey(
  "on a phone: a question stands beside its field, is answered there, and only then it is sent again",
  async () => {
    const { slug, open: quarter, fields } = await estateToFile()
    const form = paths.submission(slug, quarter)
    const editor = await open("editor", form)
    await fillFields(editor.page, fields["company"] ?? [])
    await send(editor)
    await expectWords(editor.page, "已提交")

    const street = await open("street", paths.verifySubmission(slug, quarter))
    const row = street.page.locator("#row-cultural_events")
    await unfoldValues(street.page)
    await row.locator("summary").click()
    await row.getByText("询问", { exact: true }).click()
    await row.locator("textarea").fill("签到表在哪里？")
    await street.page.locator(".return-box summary").click()
    await street.page.getByLabel("退回原因").fill("请核对活动场次。")
    await press(street, "退回")

    // From the desk's list to the very field.
    await editor.page.goto(app().url + paths.filing({ quarter, state: "returned" }))
    await checkPage(editor)
    await editor.page.locator(`a[href="${form}#v-cultural_events"]`).click()
    await editor.page.waitForURL(/#v-cultural_events$/)
    await checkPage(editor)
    await expectWords(editor.page, "签到表在哪里？")
    await expectWords(editor.page, "等回答")

    await press(editor, "检查并提交")
    await expectWords(editor.page, "核查人员有意见，数没有改")
    await checkPage(editor)
    await editor.page.getByRole("link", { name: "到这一项去改" }).click()
    await editor.page.waitForURL(/#v-cultural_events$/)
    const answer = editor.page.locator('textarea[name="r:answer:1:cultural_events"]')
    await answer.fill("签到表在社区活动室，共三本。")
    // Told at once, without another page.
    await expect.poll(() => editor.page.locator(".asked__state").first().textContent()).toBe("已回答")
    await expect
      .poll(() => editor.page.locator("#save-state").textContent(), { timeout: 15_000 })
      .toContain("已保存")
    await send(editor)
    await expectWords(editor.page, "已提交")

    await street.page.goto(app().url + paths.verifySubmission(slug, quarter))
    await checkPage(street)
    await expectWords(street.page, "回答：签到表在社区活动室，共三本。")
    await settleMarks(street)
    await press(street, "核实通过，交区县")
    await editor.close()
    await street.close()
  },
)

journey(
  "on a phone: a company asks for a correction, sees what it does, and finds its figures in the form",
  async () => {
    const { slug, released: quarter } = await estateToFile()
    const editor = await open("editor", paths.submission(slug, quarter))
    await editor.page.getByRole("link", { name: "申请更正" }).click()
    await editor.page.waitForURL(/correction-request$/)
    await checkPage(editor)
    await press(editor, "检查并看影响")
    await expectWords(editor.page, "没有要改的数")
    await editor.page.getByLabel("原因").fill("文化活动少报了，签到表合计为九场。")
    await editor.page.getByLabel("佐证材料").fill("第二季度活动签到表，社区存档")
    await editor.page.getByText(/^服务联做/).click()
    await editor.page.locator('input[name="v:cultural_events"]').fill("9")
    await press(editor, "检查并看影响")
    await expectWords(editor.page, "更正前后")
    await editor.page.getByLabel(/申请更正$/).check()
    await press(editor, "提交申请")
    await expectWords(editor.page, "申请已提交。")
    const request = new URL(editor.page.url()).pathname

    const city = await open("city", paths.desk())
    await city.page.getByRole("link", { name: "1 件更正申请等答复" }).click()
    await city.page.waitForURL(/correction-requests/)
    await checkPage(city)
    await city.page.locator(`a[href="${request}"]`).click()
    await checkPage(city)
    await city.page.getByLabel(/知道谁看得到原因/).check()
    // What the company wrote is not public, and stands in no field that is.
    const publicReason = city.page.locator('form [name="reason"]')
    expect(await publicReason.inputValue()).toBe("")
    await publicReason.fill("户数与台账不一致，按台账更正。")
    await press(city, "开启更正")
    await expectWords(city.page, "已开启更正")

    await editor.page.goto(app().url + request)
    await checkPage(editor)
    await editor.page.getByRole("link", { name: "打开填报表" }).click()
    await editor.page.waitForURL(/\/filing\//)
    await checkPage(editor)
    expect(await editor.page.locator('input[name="v:cultural_events"]').inputValue()).toBe("9")
    await editor.close()
    await city.close()
  },
)
