import { expect } from "vitest"
import { checkPage, journey } from "../support/browser.ts"
import { expectWords, press } from "../support/quarter-walk.ts"
import { archive, award, openObjection, revoke } from "../support/selection-awards.ts"
import { nominate, readFeedback, withdraw } from "../support/selection-company.ts"
import { acceptAsJudges, inviteJudges, judges, scoreAll, verifyJudges } from "../support/selection-judges.ts"
import { object, readCertificate, saysSoon } from "../support/selection-public.ts"
import { assignAndBegin, giveNotice, screen } from "../support/selection-review.ts"
import { openProgramme } from "../support/selection-rules.ts"
import { leadsOn, openWalk } from "../support/selection-walk.ts"

journey(
  "a programme from its draft to certificates, a revocation and the archive",
  async () => {
    const walk = await openWalk("检查用小区案例评选")
    try {
      await openProgramme(walk)
      const first = await nominate(walk, "position-of-the-camera")
      const second = await nominate(walk)
      const third = await nominate(walk)
      await withdraw(walk, third)

      await walk.sleep(2)
      const secretary = await walk.member("secretary")
      await screen(walk, [first, second])
      await inviteJudges(secretary, walk)
      await acceptAsJudges(walk)
      await verifyJudges(secretary, walk)
      await assignAndBegin(walk)
      for (const at of judges.keys()) await scoreAll(walk, at, [first, second, "position-of-the-camera"])
      await giveNotice(walk, [first, second])
      const objector = await object(walk, second)
      await press(await openObjection(walk), "受理")
      await leadsOn(objector, async () => void (await objector.page.reload()))
      await expectWords(objector.page, "已受理")
      const receipt = new URL(objector.page.url()).pathname

      await walk.sleep(30)
      await award(walk, [first, second])
      await objector.page.goto(walk.app().url + receipt)
      await checkPage(objector)
      await expectWords(objector.page, "已核对原始材料，公示内容与其一致。")
      const reader = await readCertificate(walk, first)
      const reason = "复核发现申报材料与事实不符。"
      await revoke(walk, first, reason)
      await saysSoon(reader, reason)
      expect(await reader.page.locator("h1").textContent()).toContain("证书已摘牌")
      await readFeedback(walk, second)
      const lines = await archive(walk)
      for (const estate of [first, second]) expect(lines).toContain(estate)
      expect(lines).not.toContain(third)
      expect(walk.logged).toEqual([])
    } finally {
      await walk.end()
    }
  },
  10,
)
