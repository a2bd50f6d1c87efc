import { expect, test } from "vitest"
import { BrokenWay } from "../../scripts/drill/broken-way.ts"
import { Filer, placesOf } from "../../scripts/drill/demonstration.ts"
import { startTestApp } from "../support/app-server.ts"

test("on workerd a write that nobody took is said to be not written, one whose reply was lost not to be known", async () => {
  let way: BrokenWay | undefined
  const app = await startTestApp({
    databaseVia: async (url) => {
      way = new BrokenWay(url)
      await way.open()
      return way.url
    },
  })
  try {
    if (!way) throw new Error("nothing stands before the database")
    const filer = new Filer(app.url, await placesOf(app.data))
    await filer.signIn()
    const { revision } = await filer.standing()
    const key = crypto.randomUUID()

    await way.become("refusing after two")
    const refused = await filer.save("801", revision, key)
    expect([refused.status, refused.retryAfter]).toEqual([503, "10"])
    expect(refused.html).toContain("您这次提交的内容没有写入")
    await way.become("open")
    expect((await filer.standing()).revision).toBe(revision)

    await way.become("reply lost")
    const lost = await filer.save("801", revision, key)
    expect([lost.status, way.cut]).toEqual([503, 1])
    expect(lost.html).toContain("不确定是否已经写入")
    await way.become("open")
    expect((await filer.standing()).figure).toBe("801")
    expect((await filer.save("801", revision, key)).status).toBe(303)
  } finally {
    await app.stop()
    await way?.close()
  }
})
