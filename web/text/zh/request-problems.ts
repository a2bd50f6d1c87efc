import { kilobytes } from "../../../worker/domain/bytes.ts"
import { requestLimits } from "../../../worker/domain/request-limits.ts"
/** How a request itself can be wrong: its size, its end, and what it has seen. */
export const requestProblems = {
  body_stalled: {
    title: "内容没有传完",
    why: "请求的内容传到一半停住了，请求没有执行。",
    mend: "用同一个 Idempotency-Key 重新发送。",
  },
  address_too_long: {
    title: "网址太长",
    why: `网址（路径和参数）超过 ${kilobytes(requestLimits.address)} KB。`,
    mend: "缩短参数，或分成几个请求。",
  },
  headers_too_large: {
    title: "请求头太大",
    why: `请求头超过 ${requestLimits.headers} 个，或合计超过 ${kilobytes(requestLimits.headerCharacters)} KB。`,
    mend: "只发接口说明里的请求头。",
  },
  if_match_any: {
    title: "If-Match 不能写 *",
    why: "要 If-Match 的操作都会替换、认定或推进别人也在改的内容；写 * 等于没有看过就盖掉别人刚做的改动。",
    mend: "先 GET，看过内容后把 ETag 放进 If-Match；草稿只改几项时用 PATCH，不需要 If-Match。",
  },
  changed_meanwhile: {
    title: "同时有人先改了",
    why: "请求没有写明版本，处理时另一个写入刚好先完成，这一次没有执行。",
    mend: "重新 GET，看过变化（by 写明是谁）后用新编号再发一次。",
  },
  finding_conflict: {
    title: "有的项目别人刚刚作了另外的决定",
    why: "decisions 所列的项目已保存的意见不是 was 所写的；整个请求没有写入。",
    mend: "看过 decisions 里的意见和人，改好 was 后用新编号再发一次。",
  },
  value_conflict: {
    title: "有的项目已不是要替换的值",
    why: "conflicts 所列的项目现在的值不是 was 所写的值；整个请求没有写入。",
    mend: "看过 conflicts 里的 now，改好 was 和 value 后用新编号再发一次。",
  },
}
