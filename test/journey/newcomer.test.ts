import type { Page } from "playwright-core"
import { expect } from "vitest"
import { unusedCode } from "../../scripts/start/demonstration-code.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey, openVisitor, type Visitor } from "../support/browser.ts"
import { letterLink } from "../support/joining.ts"
import { enter, expectWords, openMember, press, typeCode } from "../support/quarter-walk.ts"

const app = useTestApp()

/** The manager makes an invitation and copies its link from the page, as it would into a chat. */
async function copiedLink(): Promise<string> {
  const manager = await openMember(app().url, "manager", 360)
  const { page, context } = manager
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await enter(manager, "成员")
  await page.getByRole("radio", { name: "填报员" }).check()
  await press(manager, "生成邀请")
  await expectWords(page, "邀请已生成")
  await page.getByRole("button", { name: "复制链接" }).click()
  await expectWords(page, "已复制")
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(await page.getByRole("textbox", { name: "邀请链接" }).inputValue())
  await manager.close()
  return link
}

journey("what is wrong with a form at the end of a long page is in sight when the page is back", async () => {
  for (const javaScript of [true, false]) {
    const manager = await openMember(app().url, "manager", 360, undefined, { javaScript })
    const { page } = manager
    await enter(manager, "成员")
    await page.getByRole("radio", { name: "查看" }).check()
    await page.getByRole("textbox", { name: "邮箱" }).fill("不是邮箱")
    await press(manager, "生成邀请")
    const summary = page.locator("#faults")
    await expect.poll(() => summary.evaluate((notice) => notice === document.activeElement)).toBe(true)
    const box = await summary.boundingBox()
    expect(box && box.y >= 0 && box.y < 740).toBe(true)
    await manager.close()
  }
})

/** Follows a link of the page and waits for where it leads. */
async function follow(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([
    page.waitForEvent("framenavigated"),
    page.locator("main").getByRole("link", { name }).first().click(),
  ])
  await page.waitForLoadState("load")
}

journey(
  "a newcomer with an invitation in hand reaches the first saved draft without typing an address",
  async () => {
    const link = await copiedLink()
    const newcomer = await openVisitor({ width: 360 })
    const { page } = newcomer
    await page.goto(link)
    await checkPage(newcomer)
    await expectWords(page, "演示物业公司管理员 邀请您加入 示例·岷禾物业")
    await press(newcomer, "寄信")
    await expectWords(page, "这不是邮箱地址")
    await page.getByLabel("邮箱").fill("Newcomer@Example.com")
    await press(newcomer, "寄信")
    await expectWords(page, "请查收邮件")
    await page.goto(await letterLink(app(), "newcomer@example.com"))
    await checkPage(newcomer)
    await press(newcomer, "创建账号并加入")
    await expectWords(page, "有 2 处需要改正")
    await page.getByLabel("姓名").fill("新来的填报员")
    await page.getByLabel("密码").fill("seven green ginkgo leaves")
    await press(newcomer, "创建账号并加入")
    await enter(newcomer, "季度填报")
    expect(await page.locator("h1").textContent()).toContain("季度填报")
    await follow(page, "开始填写")
    await checkPage(newcomer)
    await page.locator('[name="v:households"]').fill("812")
    await press(newcomer, "保存草稿")
    await expectWords(page, "已保存")
    await page.reload()
    expect(await page.locator('[name="v:households"]').inputValue()).toBe("812")
    await checkPage(newcomer)
    await page.goto(link)
    await checkPage(newcomer)
    await expectWords(page, "已经用过了")
    await newcomer.close()
  },
)

journey(
  "without JavaScript, in English: who has an account already is told so by the letter only",
  async () => {
    const link = await copiedLink()
    const visitor: Visitor = { ...(await openVisitor({ width: 360, javaScript: false })), language: "en" }
    const { page } = visitor
    await page.goto(`${link}?lang=en`)
    await checkPage(visitor)
    const email = "street@demo.shige.example"
    await page.getByLabel("E-mail").fill(email)
    await press(visitor, "Send the letter")
    await expectWords(page, "Look into your mailbox")
    await page.goto(await letterLink(app(), email))
    await checkPage(visitor)
    await expectWords(page, `${email} has an account`)
    await page.locator("main").getByRole("link", { name: "Sign in to join" }).click()
    await page.waitForLoadState("load")
    await page.getByLabel("E-mail").fill(email)
    await page.getByLabel("Password").fill("shige-demo-2026")
    await press(visitor, "Sign in")
    await page.getByLabel("Code").fill(await unusedCode(app().url, "street"))
    await press(visitor, "Go on")
    await press(visitor, "Join 示例·岷禾物业")
    await visitor.close()
  },
)

journey(
  "somebody with an account signs in, joins by one press and goes between two organisations",
  async () => {
    const link = await copiedLink()
    const visitor = await openVisitor({ width: 360 })
    const { page } = visitor
    await page.goto(link)
    await follow(page, "登录后加入")
    await page.getByLabel("邮箱").fill("community@demo.shige.example")
    await page.getByLabel("密码").fill("shige-demo-2026")
    await press(visitor, "登录")
    await typeCode(visitor, app().url, "community")
    await press(visitor, "加入 示例·岷禾物业")
    await page.getByRole("link", { name: "切换机构" }).click()
    await checkPage(visitor)
    await press(visitor, /^切换到 石牛堰社区/)
    expect(await page.locator(".who__organisation").textContent()).toContain("石牛堰社区")
    await visitor.close()
  },
)

journey("a head sees, limits and removes a member; the operator registers a company", async () => {
  const manager = await openMember(app().url, "manager", 360)
  const { page } = manager
  await enter(manager, "成员")
  await follow(page, "各角色可以做什么")
  await checkPage(manager)
  await page.goBack()
  await follow(page, "管理 演示物业公司填报员")
  await checkPage(manager)
  await follow(page, "选择小区")
  await checkPage(manager)
  await page.getByRole("radio", { name: "只限勾选的小区" }).check()
  await page.locator('.choices--columns input[type="checkbox"]').first().check()
  await press(manager, "保存")
  await expectWords(page, "只负责其中 1 个小区")
  await manager.close()
  const operator = await openMember(app().url, "operator", 360)
  await enter(operator, "机构")
  await follow(operator.page, "登记机构")
  await checkPage(operator)
  await operator.page.getByLabel("名称").fill("示例·丹枫物业")
  await operator.page.getByLabel("统一社会信用代码").fill("91350100M000100Y44")
  await press(operator, "登记")
  await expectWords(operator.page, "不是有效的统一社会信用代码")
  await operator.page.getByLabel("统一社会信用代码").fill("91350100M000100Y43")
  await press(operator, "登记")
  await press(operator, "生成邀请")
  await expectWords(operator.page, "邀请加入 示例·丹枫物业")
  await operator.close()
})
