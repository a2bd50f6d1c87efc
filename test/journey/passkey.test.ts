import { expect } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey, openVisitor, type Visitor } from "../support/browser.ts"
import { openMember } from "../support/quarter-walk.ts"
import { addSecondCity } from "../support/second-city.ts"
import { here, there, twoCities } from "../support/two-cities.ts"

const app = useTestApp({ prepare: addSecondCity })
const { siteAt, rowsIn } = twoCities(app)
const email = "editor@demo.shige.example"

/** A phone's own authenticator in Chromium, whose owner always says yes; answers how many passkeys it keeps. */
async function addAuthenticator({ page }: Visitor) {
  const debug = await page.context().newCDPSession(page)
  await debug.send("WebAuthn.enable")
  const options = { protocol: "ctap2", transport: "internal", automaticPresenceSimulation: true } as const
  const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  })
  return {
    kept: async () => (await debug.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    verified: (isUserVerified: boolean) =>
      debug.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  }
}

async function signOut({ page }: Visitor): Promise<void> {
  await page.goto(siteAt(here) + paths.account())
  await page.locator("form[action='/sign-out'] button").first().click()
  await page.waitForURL(siteAt(here) + paths.home())
}

async function typePassword({ page }: Visitor): Promise<void> {
  await page.goto(siteAt(here) + paths.signIn())
  await page.getByLabel("邮箱").fill(email)
  await page.getByLabel("密码").fill(password)
  await page.getByRole("button", { name: "登录", exact: true }).click()
}

journey(
  "a passkey is added on the phone, is the second step, and signs in alone; at another city it is none",
  async () => {
    const visitor = await openMember(siteAt(here), "editor", 360)
    const { page } = visitor
    const authenticator = await addAuthenticator(visitor)
    await page.goto(siteAt(here) + paths.secondFactor())
    await checkPage(visitor)
    await page.getByLabel("名称").fill("我的手机")
    // A wrong password keeps what the phone has made: it is not asked again.
    await page.locator("#passkey-password").fill("not my password")
    await page.getByRole("button", { name: "添加通行密钥" }).click()
    await page.getByText("密码不对").first().waitFor()
    await checkPage(visitor)
    expect(await authenticator.kept()).toHaveLength(1)
    await page.locator("#passkey-password").fill(password)
    await page.getByRole("button", { name: "添加通行密钥" }).click()
    await page.getByRole("heading", { name: "请保存恢复码" }).waitFor()
    await checkPage(visitor)
    const [credential] = await authenticator.kept()
    expect(credential).toMatchObject({ isResidentCredential: true, rpId: "localhost" })

    await signOut(visitor)
    await typePassword(visitor)
    await page.waitForURL((address) => address.pathname === paths.signInCode())
    await checkPage(visitor)
    await page.getByRole("button", { name: "用通行密钥继续" }).click()
    await page.waitForURL((address) => !address.pathname.startsWith(paths.signIn()))
    await page.goto(siteAt(here) + paths.secondFactor())
    await page.getByText("最近使用").waitFor()
    await checkPage(visitor)

    await signOut(visitor)
    await page.goto(`${siteAt(here)}${paths.signIn({ to: paths.filing() })}`)
    await checkPage(visitor)
    await page.getByRole("button", { name: "使用通行密钥" }).click()
    await page.waitForURL((address) => address.pathname === paths.filing())

    // Who is not verified signs in with nothing.
    await signOut(visitor)
    await authenticator.verified(false)
    await page.goto(siteAt(here) + paths.signIn())
    await page.getByRole("button", { name: "使用通行密钥" }).click()
    await page.getByText("没有完成").waitFor()
    await authenticator.verified(true)

    // The browser has none for the other city's host, although the person has the same row there.
    const [row] = await rowsIn(here, "select * from passkeys")
    const columns = Object.keys(row ?? {})
    const other = await rowsIn(there, "select id from users where email = ?", [email])
    const copied = { ...row, user_id: other[0]?.["id"] }
    await rowsIn(
      there,
      `insert into passkeys (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
      columns.map((name) => Reflect.get(copied, name) as string | number),
    )
    await page.goto(siteAt(there) + paths.signIn())
    await page.getByRole("button", { name: "使用通行密钥" }).click()
    await page.getByText("没有完成").waitFor()
    await checkPage(visitor)
    await visitor.close()
  },
)

journey("without JavaScript the page says what a passkey needs, and the rest works", async () => {
  const visitor = await openVisitor({ width: 360, javaScript: false })
  const { page } = visitor
  await page.goto(siteAt(here) + paths.signIn())
  await page.getByText("通行密钥需要浏览器开启 JavaScript").waitFor()
  expect(await page.getByRole("button", { name: "使用通行密钥" }).isVisible()).toBe(false)
  await checkPage(visitor)
  await visitor.close()
})
