import { expect } from "vitest"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey, openVisitor } from "../support/browser.ts"
import { openMember } from "../support/quarter-walk.ts"

const app = useTestApp()

journey(
  "a head prints a slip, and its person signs in with it on a phone, by a name with a space in it",
  async () => {
    const manager = await openMember(app().url, "manager", 1280)
    await manager.page.goto(app().url + paths.slips())
    await manager.page.getByLabel("人员").fill("王小芳，+86 138 0013 8000")
    await manager.page.getByLabel("填报员").check()
    await checkPage(manager)
    await manager.page.getByRole("button", { name: "建立账号并显示登录条" }).click()
    await manager.page.getByRole("heading", { name: "1 个账号已建立" }).waitFor()
    await checkPage(manager)
    const first = (await manager.page.locator(".slip__secret").textContent()) ?? ""
    // On paper there are slips only.
    await manager.page.emulateMedia({ media: "print" })
    expect(await manager.page.getByRole("heading", { name: "1 个账号已建立" }).isVisible()).toBe(false)
    expect(await manager.page.locator(".slip").isVisible()).toBe(true)
    await manager.page.emulateMedia({ media: "screen" })

    const clerk = await openVisitor({ width: 360 })
    const { page } = clerk
    await page.goto(app().url + paths.signIn())
    await page.getByLabel("邮箱、手机号或登录名").fill("王 小芳")
    await page.getByLabel("密码").fill(first)
    await page.getByRole("button", { name: "登录", exact: true }).click()
    await page.waitForURL(app().url + paths.password())
    await checkPage(clerk)
    await page.getByLabel("现在的密码").fill(first)
    await page.getByLabel("新密码").fill("seven green ginkgo leaves")
    await page.getByRole("button", { name: "更改密码" }).click()
    await page.getByText("没有邮箱").first().waitFor()
    await checkPage(clerk)
    await page.goto(app().url + paths.filing())
    await page.getByRole("heading", { level: 1 }).waitFor()
    await checkPage(clerk)
  },
)
