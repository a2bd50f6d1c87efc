import { execFile } from "node:child_process"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect } from "vitest"
import { paths } from "../../web/paths.ts"
import { startTestApp } from "../support/app-server.ts"
import { checkPage, journey, openVisitor } from "../support/browser.ts"

const operator = ["--operator-email", "ops@mianyang.example", "--operator-name", "运营员"]

/** What `npm run cell` runs; answers the password that it prints. */
async function addCity(data: string): Promise<string> {
  const places = join(data, "mianyang.tsv")
  await writeFile(places, "510703\t涪城区\n510703001\t城厢街道\n510703001001\t警钟街社区\n")
  const city = ["--code", "510700", "--name", "绵阳市", "--host", "mianyang.localhost", "--places", places]
  const args = ["scripts/cell.ts", "add", "--data", data, ...city, ...operator]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return /shown this once\): (\S+)/.exec(stdout)?.[1] ?? ""
}

journey(
  "one command, and the city has its own site and its first operator, beside the first city",
  async () => {
    let password = ""
    const app = await startTestApp({
      prepare: async (data) => {
        password = await addCity(data)
      },
    })
    const visitor = await openVisitor({ width: 360 })
    const { page } = visitor
    try {
      const [chengdu, mianyang] = app.cities
      expect(app.cities.map(({ name }) => name)).toEqual(["成都市", "绵阳市"])
      for (const path of [paths.home(), paths.ranking(), paths.compare()]) {
        await page.goto(`${mianyang?.url}${path}`)
        await checkPage(visitor)
        const shown = (await page.locator("body").textContent()) ?? ""
        expect(shown).toContain("绵阳市")
        expect(shown, path).not.toMatch(/演示|成都|锦江/)
      }
      await page.goto(`${mianyang?.url}${paths.signIn()}`)
      await page.getByLabel("邮箱").fill("ops@mianyang.example")
      await page.getByLabel("密码").fill(password)
      await page.locator("main").getByRole("button", { name: "登录" }).click()
      await page.waitForURL((address) => address.pathname !== paths.signIn())
      await checkPage(visitor)
      await page.goto(`${chengdu?.url}${paths.desk()}`)
      expect(new URL(page.url()).pathname).toBe(paths.signIn())
      expect(app.logged).toEqual([])
    } finally {
      await visitor.close()
      await app.stop()
    }
  },
)
