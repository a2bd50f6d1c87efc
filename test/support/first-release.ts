import { expect } from "vitest"
import type { RunningApp } from "../../scripts/start/app.ts"
import { paths } from "../../web/paths.ts"
import { previousQuarter, quarterOf } from "../../worker/domain/quarter.ts"
import { operator, setUpSecondFactor } from "./bare-city.ts"
import { checkPage, openVisitor, type Visitor } from "./browser.ts"
import { joinByLetter } from "./joining.ts"
import { expectWords, press, settleMarks } from "./quarter-walk.ts"

const width = 1280
const password = "seven green ginkgo leaves"
const estateName = "枫林新居"
const company = { name: "新城·望江物业", uscc: "91350100M000100Y43" }

interface City {
  app: Pick<RunningApp, "mailbox">
  url: string
  /** What the first operator signs in with. */
  password: string
  operator: Visitor
  /** Everybody whose window is open. */
  people: Visitor[]
}

async function signIn({ page }: Visitor, url: string, own: string): Promise<void> {
  await page.goto(url + paths.signIn())
  await page.getByLabel("邮箱").fill(operator.email)
  await page.getByLabel("密码").fill(own)
  await page.locator("main").getByRole("button", { name: "登录" }).click()
  await page.waitForURL((address) => address.pathname !== paths.signIn())
}

/** The operator registers an organisation and invites its head; answers the link on the page. */
async function register(city: City, kind: string, fields: [string, string][], role: string): Promise<string> {
  const { page } = city.operator
  await page.goto(city.url + paths.newOrganisation({ kind }))
  await checkPage(city.operator)
  if (kind === "authority") {
    await page.locator('[name="q"]').fill(fields.find(([name]) => name === "place")?.[1] ?? "")
    await press(city.operator, "搜索")
    await page.locator(".place-hits a").first().click()
    await page.waitForLoadState("load")
  }
  for (const [name, value] of fields)
    await page.locator(`form[method="post"] [name="${name}"]`).last().fill(value)
  await press(city.operator, "登记")
  await page.locator(`[name="role"][value="${role}"]`).check()
  await press(city.operator, "生成邀请")
  return page.getByRole("textbox", { name: "邀请链接" }).inputValue()
}

/** Somebody opens the link that was handed over, and joins. */
async function accept(city: City, link: string, name: string): Promise<Visitor> {
  const visitor = await openVisitor({ width })
  city.people.push(visitor)
  const { page } = visitor
  await page.goto(link)
  await checkPage(visitor)
  await joinByLetter(visitor, city.app, { name, email: `${city.people.length}@city.example`, password })
  if (new URL(page.url()).pathname === paths.secondFactor()) await setUpSecondFactor(visitor, password)
  return visitor
}

/** The estate stands in its community, and the company manages it. */
async function enterEstate({ url, operator: visitor }: City): Promise<void> {
  const { page } = visitor
  await page.goto(url + paths.newEstate({ place: "510104018004" }))
  await checkPage(visitor)
  await page.locator('[name="name"]').fill(estateName)
  await page.locator('[name="households"]').fill("600")
  await press(visitor, "登记")
  await expectWords(page, "小区已登记。")
  await page.goto(page.url().replace(/\?.*/, "") + "/tenures")
  await checkPage(visitor)
  await page.locator('[name="company"]').fill(company.name)
  await page.locator('[name="fromDate"]').fill("2024-01-01")
  await page.locator("main").getByRole("button", { name: "保存" }).first().click()
  await expectWords(page, "管理公司已登记。")
}

async function file(manager: Visitor, url: string): Promise<void> {
  const { page } = manager
  await page.goto(url + paths.filing())
  await checkPage(manager)
  await page.locator("main").getByRole("link", { name: estateName }).first().click()
  await page.locator('[name="v:households"]').fill("600")
  await press(manager, "检查并提交")
  for (const reason of await page.locator('textarea[name^="r:"]').all())
    await reason.fill("首次填报，按台账。")
  await press(manager, "确认提交")
  await expectWords(page, "已提交")
}

async function verify(visitor: Visitor, url: string, button: string, done: string): Promise<void> {
  const { page } = visitor
  await page.goto(url + paths.verification())
  await page.locator("main").getByRole("link", { name: estateName }).first().click()
  await page.waitForLoadState("load")
  if (await page.locator(".vmark-list").isVisible()) await settleMarks(visitor)
  await press(visitor, button)
  await expectWords(page, done)
}

async function confirm(
  visitor: Visitor,
  address: string,
  [box, button]: [RegExp, RegExp],
  typed: Record<string, string>,
): Promise<void> {
  await visitor.page.goto(address)
  await checkPage(visitor)
  await visitor.page.getByLabel(box).check()
  for (const [label, text] of Object.entries(typed)) await visitor.page.getByLabel(label).fill(text)
  await visitor.page.locator("main").getByRole("button", { name: button }).click()
}

/** What stands between asking for the release and reading it, for example the end of the program; answers its address. */
type Meanwhile = (url: string) => Promise<string>

/**
 * Brings an empty city to its first released quarter with the pages alone, and reads it as anybody would. `password` is
 * the first operator's.
 */
export async function firstRelease(
  app: Pick<RunningApp, "mailbox"> & { url: string },
  password = operator.password,
  meanwhile: Meanwhile = async (url) => url,
): Promise<void> {
  const { url } = app
  const quarter = previousQuarter(quarterOf(Date.now()))
  const city: City = { app, url, password, operator: await openVisitor({ width }), people: [] }
  try {
    await signIn(city.operator, url, city.password)
    await setUpSecondFactor(city.operator, city.password)
    const authority = (place: string, name: string) =>
      register(
        city,
        "authority",
        [
          ["place", place],
          ["name", name],
        ],
        "approver",
      )
    const chief = await accept(city, await authority("510100", "成都市住建局"), "市级审批人")
    const district = await accept(city, await authority("510104", "锦江区住建局"), "区级审批人")
    const street = await accept(city, await authority("510104018", "东湖街道办事处"), "街道审批人")
    const link = await register(city, "company", Object.entries(company), "manager")
    const manager = await accept(city, link, "物业管理员")
    await enterEstate(city)

    await chief.page.goto(url + paths.quarters())
    await checkPage(chief)
    await chief.page.locator('[name="quarter"]').selectOption(quarter)
    await press(chief, "开启")
    await expectWords(chief.page, "季度已开启")

    await file(manager, url)
    await verify(street, url, "核实通过，交区县", "已核实，交区县核定。")
    await verify(district, url, "核定通过", "已核定。")
    const page = url + paths.quarter(quarter)
    await confirm(district, page, [/确认关账/, /^关账：/], { 截止日之前关账的原因: "已全部核定。" })
    await expectWords(district.page, "已关账。")
    await confirm(chief, page, [/确认发布/, /^发布 /], { 输入季度名称确认: quarter })
    const now = await meanwhile(url)
    if (now !== url) await chief.page.goto(now + paths.quarter(quarter))
    await chief.page.getByText("查看公开排名").waitFor({ timeout: 60_000 })

    const reader = await openVisitor({ width: 360 })
    city.people.push(reader)
    await reader.page.goto(now + paths.ranking({ quarter }))
    await expectWords(reader.page, estateName)
    await checkPage(reader)
    await reader.page.locator("main").getByRole("link", { name: estateName }).first().click()
    await reader.page.waitForLoadState("load")
    await checkPage(reader)
    const released = await reader.page.goto(now + paths.apiRelease(quarter))
    expect(await released?.text()).toContain('"outcome":"scored"')
  } finally {
    for (const visitor of [city.operator, ...city.people]) await visitor.close()
  }
}
