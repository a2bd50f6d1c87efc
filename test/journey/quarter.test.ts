import { expect } from "vitest"
import { findPlaces, type Places } from "../../scripts/bench/places.ts"
import { startTestApp, type TestApp } from "../support/app-server.ts"
import { checkPage, journey, openVisitor, type Visitor } from "../support/browser.ts"
import {
  type Account,
  enter,
  expectWords,
  fillFields,
  openMember,
  press,
  settleMarks,
  unfoldValues,
} from "../support/quarter-walk.ts"

interface Walk extends Places {
  app: TestApp
  width: number
  estate: string
  member(account: Account): Promise<Visitor>
}

/** Opens the estate's page in an area of the desk, through its list. */
async function openEstate(walk: Walk, account: Account, area: string): Promise<Visitor> {
  const visitor = await walk.member(account)
  await visitor.page.goto(`${walk.app.url}/desk`)
  await enter(visitor, area)
  await visitor.page.locator("main").getByRole("link", { name: walk.estate }).first().click()
  await visitor.page.waitForLoadState("load")
  await checkPage(visitor)
  return visitor
}

async function submit(editor: Visitor): Promise<void> {
  await press(editor, "检查并提交")
  await expectWords(editor.page, "预计得分（自报，未核实）")
  for (const reason of await editor.page.locator('textarea[name^="r:"]').all())
    await reason.fill("与上季度统计口径一致，数量随季节变化。")
  await press(editor, "确认提交")
  await expectWords(editor.page, "已提交")
}

async function file(walk: Walk): Promise<void> {
  const editor = await openEstate(walk, "editor", "季度填报")
  await fillFields(editor.page, walk.fields["company"] ?? [])
  await expect
    .poll(() => editor.page.locator(".live__points").allTextContents())
    .toContainEqual(expect.stringContaining("分"))
  await editor.page.getByRole("button", { name: "保存草稿" }).click()
  await expectWords(editor.page, "已保存")
  await submit(editor)
  const community = await openEstate(walk, "community", "填写本级数据")
  await fillFields(community.page, walk.fields["community"] ?? [])
  await community.page.getByRole("button", { name: "保存", exact: true }).click()
  await expectWords(community.page, "已保存")
}

/** Unfolds what is folded, and opens the decision on one of the rows that wait for one. */
async function openDecision({ page }: Visitor, at: number) {
  await unfoldValues(page)
  const waiting = page.locator("[data-row]").filter({ has: page.locator("details.decision:not([open])") })
  const row = page.locator(`[id="${await waiting.nth(at).getAttribute("id")}"]`)
  await row.locator("details.decision > summary").click()
  return row
}

async function returnWithQuestion(walk: Walk): Promise<void> {
  const street = await openEstate(walk, "street", "核查")
  const row = await openDecision(street, 0)
  await row.getByText("询问", { exact: true }).click()
  await row.locator("textarea").fill("户数与上季度不同，请说明。")
  await street.page.locator(".return-box summary").click()
  await street.page.getByLabel("退回原因").fill("请核对户数后重新提交。")
  await press(street, "退回")
  await expectWords(street.page, "已退回，物业公司可以修改后重新提交。")
  const editor = await openEstate(walk, "editor", "季度填报")
  await expectWords(editor.page, "已被街道退回")
  await expectWords(editor.page, "户数与上季度不同，请说明。")
  await submit(editor)
}

async function verifyTwice(walk: Walk): Promise<void> {
  const street = await openEstate(walk, "street", "核查")
  await settleMarks(street)
  await press(street, "核实通过，交区县")
  await expectWords(street.page, "已核实，交区县核定。")
  const district = await openEstate(walk, "district", "核查")
  const row = await openDecision(district, 1)
  await row.getByText("接受", { exact: true }).click()
  await press(district, "核定通过")
  await expectWords(district.page, "已核定。")
}

async function closeAndRelease(walk: Walk): Promise<void> {
  const approver = await walk.member("approver")
  await approver.page.goto(`${walk.app.url}/quarters/${walk.open}`)
  await checkPage(approver)
  await approver.page.getByLabel(/确认关账/).check()
  await approver.page.getByLabel("截止日之前关账的原因").fill("已全部核定。")
  await press(approver, /^关账：/)
  await expectWords(approver.page, "已关账。")
  const city = await walk.member("city")
  await city.page.goto(`${walk.app.url}/desk`)
  await enter(city, "发布")
  await city.page.goto(`${walk.app.url}/quarters/${walk.open}`)
  await checkPage(city)
  await city.page.getByLabel(/确认发布/).check()
  await city.page.getByLabel("输入季度名称确认").fill(walk.open)
  await city.page
    .locator("main")
    .getByRole("button", { name: /^发布 / })
    .click()
  await city.page.getByText("查看公开排名").waitFor({ timeout: 60_000 })
  await checkPage(city)
}

async function readPublicly({ app, width, open, slug, estate }: Walk): Promise<void> {
  const reader = await openVisitor({ width })
  await reader.page.goto(`${app.url}/ranking?quarter=${open}`)
  await expectWords(reader.page, estate)
  await checkPage(reader)
  await reader.page.goto(`${app.url}/estates/${slug}?quarter=${open}`)
  await expectWords(reader.page, estate)
  await expectWords(reader.page, "区级核定")
  await checkPage(reader)
  await reader.close()
  const answer = await fetch(`${app.url}/api/v1/releases/${open}`)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain(`"${slug}"`)
  const csv = await fetch(`${app.url}/api/v1/releases/${open}.csv`)
  expect(await csv.text()).toContain(slug)
}

/** The city opens the released estate for correction; it is filed, verified and released once more. */
async function correct(walk: Walk): Promise<void> {
  const city = await walk.member("city")
  const { page } = city
  await page.goto(`${walk.app.url}/quarters/${walk.open}`)
  await page.getByText("更正一个小区").click()
  await checkPage(city)
  await page.getByLabel("小区名称或代号").fill(walk.estate.slice(0, 1))
  await page.getByLabel("更正原因").fill("户数填错了，按房产台账更正。")
  await page.getByLabel(/知道谁看得到原因/).check()
  await press(city, "开启更正")
  await page.locator(`input[name="chosen"][value="${walk.slug}"]`).check()
  await press(city, "开启更正")
  await expectWords(page, "已开启更正")
  const editor = await openEstate(walk, "editor", "季度填报")
  await expectWords(editor.page, "请修改后重新提交")
  await submit(editor)
  await verifyTwice(walk)
  await page.goto(`${walk.app.url}/quarters/${walk.open}`)
  await page.getByLabel(/确认再次发布/).check()
  await page.getByRole("button", { name: "发布第 2 次" }).click()
  await page.getByText("第 2 次发布：").waitFor({ timeout: 60_000 })
  await checkPage(city)
}

async function readCorrected({ app, width, open, slug }: Walk): Promise<void> {
  const reader = await openVisitor({ width })
  await expect
    .poll(
      async () => {
        await reader.page.goto(`${app.url}/estates/${slug}?quarter=${open}`)
        return reader.page.locator("main").textContent()
      },
      { timeout: 15_000 },
    )
    .toContain("本小区的数据已经更正")
  await checkPage(reader)
  await reader.page.goto(`${app.url}/ranking?quarter=${open}`)
  await reader.page.getByText("更正了哪些小区，为什么").click()
  // The method withholds small counts: what was written for the desks is not told to everybody.
  await expectWords(reader.page, "重新核定的数据替换了先前的数据。")
  expect(await reader.page.content()).not.toContain("户数填错了")
  await checkPage(reader)
  await reader.close()
  const old = await fetch(`${app.url}/api/v1/releases/${open}/1`)
  expect([old.status, ((await old.json()) as { number: number }).number]).toEqual([200, 1])
}

for (const width of [1280, 360])
  journey(
    // The correction goes the same way once more: where there is least room for it is enough.
    `one quarter from filing to the public page${width === 360 ? ", and its correction" : ""}, ${width} px wide`,
    async () => {
      const app = await startTestApp()
      const members = new Map<Account, Visitor>()
      const member = async (account: Account) => {
        const known = members.get(account) ?? (await openMember(app.url, account, width))
        members.set(account, known)
        return known
      }
      try {
        const places = await findPlaces(app.libsqlUrl)
        const walk: Walk = { ...places, app, width, estate: places.name, member }
        await file(walk)
        await returnWithQuestion(walk)
        await verifyTwice(walk)
        await closeAndRelease(walk)
        await readPublicly(walk)
        if (width === 360) {
          await correct(walk)
          await readCorrected(walk)
        }
        expect(app.logged).toEqual([])
      } finally {
        for (const visitor of members.values()) await visitor.close()
        await app.stop()
      }
    },
    6,
  )
