import { type ConflictStep, toldPath } from "../../../worker/domain/selection/conflicts.ts"
import { documentLength } from "../../../worker/domain/selection/identity-document.ts"

type With = Record<string, string | number>

/** How each step of a conflict is tied to the one before, with its name. */
const ties: Record<ConflictStep["by"], (name: string) => string> = {
  self: () => "评委",
  member: (name) => `任职于${name}`,
  former_member: (name) => `曾任职于${name}`,
  manages: (name) => `管理${name}`,
  managed: (name) => `曾管理${name}`,
  governs: (name) => `管辖${name}`,
  nominates: (name) => `申报${name}`,
  stands_in: (name) => `辖内的${name}`,
  declared: (name) => `申明与${name}有利害关系`,
}

const kinds = { member: "现有关系", former: "曾有关系", declared: "本人申明", rival: "同类别竞争" }

/** The way of a conflict in words: who is tied to what. */
const way = (path: readonly ConflictStep[]) =>
  path
    .filter(({ by }) => by !== "self")
    .map(({ by, name }) => ties[by](name))
    .join(" → ")

/** A conflict as a refusal carries it. */
function because(p: With): string {
  const path = toldPath(p)
  if (path.length === 0) return "这一回避已记录在案"
  const rival = p["kind"] === "rival" ? "，而且在同一类别有自己的候选小区" : ""
  return `${way(path)}${rival}`
}

/** Conflicts in words, and the sentences of refusals and faults of judging. */
export const judgingSentences = {
  way,
  kinds,
  /** Sentences of refusals, by rule. */
  refusals: {
    judge_over: () => "这位评委在这次评选中已经结束，不能再更改。",
    assign_ended: () => "这项分配已经结束，不用再收回。",
    judge_answered: () => "这份邀请已经答复过了。",
    interests_declared: () => "您已经申明过利害关系。有变化请补充申明。",
    assign_conflict: (p: With) =>
      `不能把 ${p["code"]} 分配给${p["name"]}，须回避：${because(p)}。请选择别的评委。`,
  } as Record<string, (p: With) => string>,
  /** Sentences of faults, by rule. */
  faults: {
    judge_member_missing: () => "请选择一位评委成员。",
    judge_invited_already: () => "这位成员已经受邀。请在名单中查看。",
    judge_reason_missing: () => "请写明移除的原因，会留在记录里。",
    judge_reason_long: (p: With) => `原因最多 ${p["max"]} 字，请写短一些。`,
    answer_missing: () => "请选择接受或谢绝。",
    identity_kind_missing: () => "请选择证件种类。",
    identity_number_missing: () => "请填写证件号码。",
    identity_number_wrong: () => "身份证号码不对：应为 18 位，最后一位是校验码。请对照证件核对。",
    identity_number_shape: () =>
      `证件号码应为 ${documentLength.least} 至 ${documentLength.most} 位字母和数字。请对照证件核对。`,
    identity_passport_shape: () =>
      "护照号码不对：应为七至九位字母和数字，中国护照是九位。请对照护照资料页核对；不是护照的，请改选证件种类。",
    identity_permit_shape: () =>
      "通行证号码不对：港澳居民是 H 或 M 加八位数字，台湾居民是八位数字。请对照卡片核对；换证次数不用填。",
    identity_taken: (p: With) =>
      `这个证件已用于另一位评委“${p["name"]}”：同一个人不能用两个账号评审。请核对号码；如果确实是同一个人，请勾选确认，结束这个账号。`,
    interest_missing: () => "请先查找，再选择一个机构、小区或地方。",
    interest_unknown: () => "没有这个机构、小区或地方。请重新查找。",
    interest_known: (p: With) => `“${p["name"]}”已经申明过了。`,
    interest_note_long: (p: With) => `说明最多 ${p["max"]} 字，请写短一些。`,
    assign_no_candidates: () => "还没有通过资格审查的候选小区，无从分配。",
    assign_no_judges: () => "没有可以分配的评委：评委须接受邀请、核对身份并申明利害关系。",
    assign_code_missing: () => "缺盲审编号。",
    assign_code_unknown: (p: With) =>
      p["code"]
        ? `没有盲审编号是“${p["code"]}”的候选小区。请对照分配表。`
        : "没有这个盲审编号的候选小区。请对照分配表。",
    assign_email_missing: () => "缺评委邮箱。",
    assign_judge_unknown: (p: With) =>
      p["email"] ? `“${p["email"]}”不是这次评选的评委。请对照评委名单。` : "请选择一位评委。",
    assign_judge_not_ready: (p: With) =>
      `${p["email"] ? `评委“${p["email"]}”` : "这位评委"}还不能分配：须接受邀请、核对身份并申明利害关系。`,
    assign_uneven: (p: With) =>
      `${p["name"]}将有 ${p["load"]} 个候选小区，最少的评委有 ${p["least"]} 个，相差一个以上。请选择别的评委，或者写明理由再分配。`,
    take_back_reason: () => "评委已经开始评分，收回要写明原因，会留在记录里。",
    assign_already: () => "这位评委已经有这个候选小区。",
    assign_twice: (p: With) => `${p["name"]}与 ${p["code"]} 在第 ${p["line"]} 行已经出现过。`,
    assign_conflict: (p: With) => `不能把 ${p["code"]} 分配给${p["name"]}，须回避：${because(p)}。`,
  } as Record<string, (p: With) => string>,
}
