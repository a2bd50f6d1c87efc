import { admitObjection } from "../../../worker/usecases/award/admit-objection.ts"
import { awardCandidates } from "../../../worker/usecases/award/award-candidates.ts"
import { closeNotice } from "../../../worker/usecases/award/close-notice.ts"
import { decideObjection } from "../../../worker/usecases/award/decide-objection.ts"
import { fileObjection } from "../../../worker/usecases/award/file-objection.ts"
import { freezeShortlist } from "../../../worker/usecases/award/freeze-shortlist.ts"
import { openNotice } from "../../../worker/usecases/award/open-notice.ts"
import { prepareShortlist } from "../../../worker/usecases/award/prepare-shortlist.ts"
import { revokeAward } from "../../../worker/usecases/award/revoke-award.ts"
import { archiveProgramme } from "../../../worker/usecases/programme/archive-programme.ts"
import { publishArchives } from "../../../worker/usecases/programme/publish-archives.ts"
import { chair, revisionOf, secretary } from "./course.ts"
import { once, type ProgrammeStage } from "./stage.ts"

const reason = "演示数据：日历尚未公布的年份按周一至周五计算。"

/** The list is frozen and put on notice; answers the last day of the notice. */
export async function announce(stage: ProgrammeStage, slug: string, fromDay: string): Promise<string> {
  const ctx = await stage.as(secretary)
  const { awards } = stage.deps
  const { seen } = await prepareShortlist(ctx, slug)
  await freezeShortlist(ctx, awards, slug, { ...once(), seen, reason })
  const command = { ...once(), revision: await revisionOf(stage, slug), reason }
  await openNotice(ctx, awards, slug, { fromDay, workingDays: "5" }, command)
  const [row] = await stage.rows(
    "select max(to_day) as day from notices where programme_id = (select id from programmes where slug = ?)",
    [slug],
  )
  return String(row?.["day"])
}

/** Somebody objects to the last of the list; it is looked into and turned down. */
export async function object(stage: ProgrammeStage, slug: string): Promise<void> {
  const { deps } = stage
  const [row] = await stage.rows(
    `select json_extract(s.document, '$.categories[0].entries[#-1].nominationId') as id from shortlists s
     join programmes p on p.id = s.programme_id where p.slug = ?`,
    [slug],
  )
  const visitor = stage.visitor()
  const typed = {
    nominationId: String(row?.["id"]),
    kind: "anonymous",
    name: "",
    contact: "",
    text: "第三季度地面停车仍有占道，与申报的做法不一致，请核实。（演示）",
    files: [],
  }
  const asked = { ...once(), address: "127.0.0.1" }
  const { objectionId } = await fileObjection(visitor, deps.objections, slug, typed, asked)
  const ctx = await stage.as(secretary)
  await admitObjection(ctx, slug, objectionId, { ...once(), revision: 1 })
  const reply = "经现场核查并比对当季已核定的停车数据，占道停车在申报期内已清零，不影响入围。（演示）"
  const decision = { slug, objectionId, decision: "rejected" }
  await decideObjection(ctx, deps.awards, decision, { ...once(), revision: 2, reply })
}

/** The notice is closed, certificates go out, everything is archived. */
export async function award(stage: ProgrammeStage, slug: string): Promise<void> {
  const { deps } = stage
  await closeNotice(await stage.as(secretary), slug, 1, once())
  const ctx = await stage.as(chair)
  const revision = () => revisionOf(stage, slug)
  await awardCandidates(ctx, deps.awards, slug, { ...once(), revision: await revision(), reason })
  await archiveProgramme(ctx, deps.archiving, slug, { ...once(), revision: await revision() })
}

/** One certificate is taken back, which makes a further public archive. */
export async function revoke(stage: ProgrammeStage, slug: string): Promise<void> {
  const [row] = await stage.rows(
    `select a.id, a.revision from awards a join programmes p on p.id = a.programme_id
     where p.slug = ? order by a.category desc, json_extract(a.document, '$.shortlist.place') desc limit 1`,
    [slug],
  )
  await revokeAward(
    await stage.as(chair),
    { slug, awardId: String(row?.["id"]) },
    {
      ...once(),
      revision: Number(row?.["revision"]),
      reason: "年度复核发现申报材料与后续核定的数据不符，按规则摘牌。（演示）",
      confirmed: true,
    },
  )
  await publishArchives(stage.system(), stage.deps.archiving)
}
