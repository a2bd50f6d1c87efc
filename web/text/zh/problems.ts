import { KEY_LENGTH } from "../../../worker/domain/api-key.ts"
import { kilobytes, megabytes } from "../../../worker/domain/bytes.ts"
import { tableLimit } from "../../../worker/domain/registry/import-table.ts"
import { idempotencyKeyLength, requestLimits } from "../../../worker/domain/request-limits.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"
import { correctionProblems } from "./corrections.ts"
import type { ProblemWords } from "./problem-words.ts"
import { bookProblems } from "./problems-books.ts"
import { quarterProblems } from "./problems-quarters.ts"
import { registryProblems } from "./problems-registry.ts"
import { selectionProblems } from "./problems-selection.ts"
import { requestProblems } from "./request-problems.ts"
import { unavailableProblems } from "./unavailable.ts"

/** Problems of requests to /api/v1, by code. */
export const problems = {
  ...bookProblems,
  ...requestProblems,
  key_missing: {
    title: "没有出示密钥",
    why: "请求没有 Authorization 头，或者不是 Bearer 方式。接口不接受浏览器的登录状态。",
    mend: "加上请求头 Authorization: Bearer shige_…。密钥由机构负责人在“程序密钥”页生成。",
  },
  key_unknown: {
    title: "密钥不存在",
    why: "本城市没有这把密钥：可能抄漏了字符，或者它属于另一个城市。",
    mend: `核对完整的密钥（shige_ 开头，${KEY_LENGTH} 个字符）和请求的域名；丢失时请重新生成。`,
  },
  key_expired: {
    title: "密钥已过期",
    why: "密钥过了有效期，或者轮换后的重叠期已经结束。",
    mend: "请机构负责人新建一把，并在到期前轮换。",
  },
  key_revoked: {
    title: "密钥已作废",
    why: "机构负责人作废了这把密钥。",
    mend: "请机构负责人新建一把密钥。",
  },
  key_suspended: {
    title: "密钥已停用",
    why: "创建人已被移出机构或不再是负责人，或者机构已经注销。密钥的权限来自创建人。",
    mend: "请现任负责人轮换这把密钥，新密钥在其名下。",
  },
  rate_limited: {
    title: "请求太频繁",
    why: "这把密钥在这一分钟里的请求数超过了上限（见 RateLimit-Limit）。",
    mend: "等待 Retry-After 所写的秒数后再试；批量任务请控制速度，或一个系统一把密钥。",
  },
  forbidden: {
    title: "没有权限",
    why: "密钥缺少所需的权限范围，或者创建人的角色不能做这件事。",
    mend: "查看接口说明里这个操作所需的权限，请负责人生成含该权限的密钥。",
  },
  not_found: {
    title: "没有找到",
    why: "地址不存在，或者它不在您机构的范围内。两种情况的回答相同。",
    mend: "核对地址、季度和小区代号；用列表接口取得的地址总是有效的。",
  },
  idempotency_key_missing: {
    title: "缺少 Idempotency-Key",
    why: "每个 POST 请求都要带一个由您生成的编号，网络中断后重试才不会重复写入。",
    mend: `为每次操作生成一个新编号（${idempotencyKeyLength.least}–${idempotencyKeyLength.most} 位字母、数字、- 或 _，例如 UUID），重试时用同一个。`,
  },
  idempotency_key_malformed: {
    title: "Idempotency-Key 格式不对",
    why: `编号应为 ${idempotencyKeyLength.least}–${idempotencyKeyLength.most} 位字母、数字、- 或 _。`,
    mend: "换成 UUID 之类的编号。",
  },
  key_reused: {
    title: "同一编号，不同内容",
    why: "这个 Idempotency-Key 已用于另一个请求：地址或内容不同。",
    mend: "重试时内容要与第一次完全相同；新的操作请换新编号。",
  },
  if_match_missing: {
    title: "缺少 If-Match",
    why: "修改要写明看到的是哪一版，才不会盖掉别人刚做的改动。",
    mend: "先 GET，把回答里的 ETag 放进 If-Match。",
  },
  stale: {
    title: "内容已经变了",
    why: "If-Match 所写的版本不是现在的版本：其间有人改过，或者您的上一次写入已经生效。",
    mend: "重新 GET，看过 changed 所列的变化，再带新的 ETag 提交。",
  },
  json_malformed: {
    title: "不是 JSON",
    why: "请求内容不是 UTF-8 编码的 JSON，或者不完整。",
    mend: "用程序库生成 JSON；检查引号、逗号和编码。",
  },
  json_too_deep: {
    title: "JSON 嵌套太深",
    why: `嵌套超过 ${requestLimits.jsonLevels} 层。没有接口需要这么深。`,
    mend: "按接口说明的结构发送。",
  },
  json_duplicate_name: {
    title: "JSON 里有重复的字段",
    why: "同一个对象里有两个同名字段，无法判断以哪个为准。",
    mend: "每个字段只写一次。",
  },
  json_name_refused: {
    title: "字段名不允许",
    why: "字段名 __proto__ 在程序里有特殊含义。",
    mend: "去掉这个字段。",
  },
  media_type: {
    title: "内容类型不对",
    why: "内容类型不是这个操作接受的。",
    mend: "发 JSON 时加上请求头 Content-Type: application/json；发文件时按接口说明所列的类型，例如 text/csv。",
  },
  too_large: {
    title: "内容太大",
    why: `请求内容超过上限：${kilobytes(requestLimits.body)} KB；导入的文件 ${megabytes(tableLimit.file)} MB；申报的一个附件 ${megabytes(attachmentLimit.file)} MB（网页表单连同填写内容 ${megabytes(attachmentLimit.form)} MB）。`,
    mend: "分成几个请求或几个文件发送。",
  },
  query_invalid: {
    title: "查询参数不对",
    why: "网址里的参数有未知的、缺少的或取值不对的，见 faults。",
    mend: "按接口说明改正参数。",
  },
  cursor_invalid: {
    title: "翻页标记无效",
    why: "cursor 被改过，或者属于另一个列表、另一组筛选条件、另一个机构。",
    mend: "原样使用上一页的 nextCursor，筛选条件保持不变；否则从第一页开始。",
  },
  invalid: {
    title: "内容有误",
    why: "有的值不符合要求，逐条列在 faults 里。什么也没有写入。",
    mend: "按 faults 逐条改正后用新的 Idempotency-Key 重新提交。",
  },
  conflict: {
    title: "现在不能这样做",
    why: "对象目前的状态不允许这个操作。",
    mend: "GET 一次看它的状态，再决定下一步。",
  },
  membership_changed: {
    title: "权限在这期间变了",
    why: "创建密钥的成员刚被移出机构、改了角色，或者密钥刚被作废。什么也没有写入。",
    mend: "请机构负责人查看密钥的状态。",
  },
  move_save: {
    title: "已经提交，不能修改",
    why: "这份填报已经提交或核实，草稿不再开放。",
    mend: "核实之前可以先撤回（withdrawal）；之后请街道或区县退回。",
  },
  move_submit: {
    title: "已经提交过了",
    why: "这份填报不在可以提交的状态。",
    mend: "GET 一次看 state；退回之后才能再次提交。",
  },
  ask_nothing: {
    title: "没有要请它处理的数据",
    why: "没有不相符或无法核对的数据属于这家机构。",
    mend: "GET 一次看 part.asking。",
  },
  asked_today: {
    title: "今天已经请过",
    why: "同一机构、同一小区和季度每天只请一次。",
    mend: "明天再请，或者直接联系对方。",
  },
  move_withdraw: {
    title: "不能撤回",
    why: "没有提交，或者已有机构核实。",
    mend: "未提交时直接修改；已核实的请街道或区县退回。",
  },
  move_verify_street: {
    title: "不在街道核实环节",
    why: "这份填报没有提交，或者街道已经核实。",
    mend: "用 state=waiting 列出轮到您核实的填报。",
  },
  move_verify_district: {
    title: "不在区级核定环节",
    why: "街道还没有核实，或者区县已经核定。",
    mend: "用 state=waiting 列出轮到您核定的填报。",
  },
  move_take_back: {
    title: "没有核实可以撤回",
    why: "您这一级没有核实过它，或者上一级已经核定。",
    mend: "GET 一次看 state；街道撤回 street_verified，区县撤回 verified。",
  },
  move_return: {
    title: "不能退回",
    why: "您这一级目前不能退回这份填报。",
    mend: "GET 一次看 verification.mayReturn。",
  },
  asked_open: {
    title: "还有疑问没有解决",
    why: "有的值的意见是 asked，不能核实通过。",
    mend: "退回给物业公司，或把意见改为 accepted、adjusted。",
  },
  marks_open: {
    title: "还有标记没有处理",
    why: "每个标记都要逐一核对之后才能核实通过。",
    mend: "把 verification.marks 里核对过的 mark 逐个写进 settled，或调整、退回。",
  },
  part_closed: {
    title: "本级数据不能再改",
    why: "街道已经核实，社区和街道的数据随之固定。",
    mend: "需要更正请街道或区县退回。",
  },
  closed: {
    title: "已经关账",
    why: "本区县这一季度已经关账，不能再改。",
    mend: "不能重来；更正在发布之后的新版本里做。",
  },
  released: {
    title: "已经发布",
    why: "这一季度正在发布或已经发布，不能再改。",
    mend: "需要更正请联系市级主管部门，由其开启更正（POST …/corrections）。",
  },
  explain: {
    title: "需要说明原因",
    why: "内容没有错，但有让人起疑的地方，见 faults；写明原因才会保存。",
    mend: "核对 faults 所列；属实就在 reason 里写明原因，换新的 Idempotency-Key 再提交。",
  },
  estate_retired: {
    title: "小区已停止参评",
    why: "已停止参评的小区不能再做这个改动。",
    mend: "需要时先恢复参评（reinstatement）。",
  },
  estate_not_retired: {
    title: "小区没有停止参评",
    why: "只有停止参评的小区可以恢复。",
    mend: "不需要再做。",
  },
  closed_unreleased: {
    title: "有季度已关账、还没有发布",
    why: "恢复参评会改变一个已关账而未发布的季度。",
    mend: "等那个季度发布之后再恢复。",
  },
  tenure_not_last: {
    title: "不是最后一任",
    why: "只有最后一任公司可以结束或撤销。",
    mend: "从最后一任开始，依次处理。",
  },
  last_head: {
    title: "最后一位负责人",
    why: "每个机构至少要有一位负责人。",
    mend: "先把另一位成员设为负责人。",
  },
  heads_by_people: {
    title: "负责人由人来定",
    why: "密钥不能邀请、任免或移除负责人：那样它就能越出自己的权限。",
    mend: "请负责人登录，在成员页面上办理。",
  },
  role_sees_all: {
    title: "这个角色不能限定小区",
    why: "只有公司的填报员可以限定小区。",
    mend: "先改成填报员，再限定。",
  },
  invitation_accepted: {
    title: "邀请已被接受",
    why: "对方已经加入，邀请不能再改。",
    mend: "在成员列表里查看或移除。",
  },
  invitation_closed: {
    title: "邀请已经不在等待接受",
    why: "邀请已被接受、已撤销或已过期，不能再改。",
    mend: "重新邀请，再限定；已经加入的，在成员里限定。",
  },
  invitation_revoked: {
    title: "邀请已撤销",
    why: "这份邀请之前已经撤销。",
    mend: "需要时重新邀请。",
  },
  ...quarterProblems,
  ...registryProblems,
  ...unavailableProblems,
  ...correctionProblems,
  ...selectionProblems,
  bad_request: {
    title: "请求不完整",
    why: "服务器读不懂这个请求。",
    mend: "对照接口说明检查地址、请求头和内容。",
  },
  unknown_host: {
    title: "没有这个城市",
    why: "这个域名没有对应的城市。",
    mend: "用您所在城市的域名。",
  },
  unexpected: {
    title: "系统出了意外",
    why: "平台内部出错。写操作是整体生效的：没有成功就什么也没有写入。",
    mend: "用同一个 Idempotency-Key 重试；仍不行请把 instance 里的请求编号告诉我们。",
  },
} satisfies Record<string, ProblemWords>

/** The stable codes of problem documents. */
export type ProblemCode = keyof typeof problems
