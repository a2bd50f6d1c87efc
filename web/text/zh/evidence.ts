import { megabytes, size } from "../../../worker/domain/bytes.ts"
import { evidenceSpace, MAX_EVIDENCE_NOTE } from "../../../worker/domain/evidence/evidence.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"

type With = Record<string, string | number>

/** 佐证材料: photos and documents for one indicator. */
export const evidence = {
  title: "佐证材料",
  of: (indicator: string) => `${indicator}的佐证材料`,
  ofAnswer: (about: string) => `随回答附的文件：${about}`,
  answerAdd: "给回答附一个文件",
  answerHint: "和回答一起提交，只给核查人员看，不向公众展示。只附文件不算回答：数没有改的，还要写明。",
  choose: "添加照片或文件",
  camera: "拍照",
  upload: "上传",
  side: "这次添加的是",
  sides: { none: "不分前后", before: "整治前", after: "整治后" },
  pairTitle: (pair: number) => `第 ${pair} 处`,
  sideOfPair: (pair: number, side: string) => `第 ${pair} 处${side}`,
  hint: `照片（JPEG、PNG、WebP）或 PDF，一次合计不超过 ${megabytes(attachmentLimit.file)} MB。请先遮挡人脸和车牌。位置和相机信息由平台删去。`,
  saveFirst: "上传会重新打开本页：没有保存的数，请先保存草稿。",
  used: (bytes: number) =>
    `本小区本季已用 ${size(bytes)}，最多 ${megabytes(evidenceSpace.bytes)} MB、${evidenceSpace.files} 个文件`,
  gaps: {
    all: "还没有佐证材料，不附会给核查人员留下标记",
    before: "还差整治前的一份，不附会给核查人员留下标记",
    after: "还差整治后的一份，不附会给核查人员留下标记",
  },
  size,
  document: "文件",
  picture: (width: number, height: number) => `${width} × ${height} 像素`,
  open: "打开文件",
  note: "说明",
  noteHint: `例如地块、楼栋或读数，最多 ${MAX_EVIDENCE_NOTE} 字。不要写姓名、电话、门牌号。`,
  pair: "第几处",
  pairHint: "前、后写同一个数，就并排对照",
  save: "保存说明",
  remove: "删除这份材料",
  removeHint: "提交之前可以删除。",
  sent: "已随填报提交，不能再改或删除。",
  addedAt: (time: string) => `${time}添加`,
  back: "回到表单",
  backToDesk: "回到核查",
  facts: "文件",
  hash: "SHA-256",
  takenAt: (time: string) => `相机时间 ${time.replace("T", " ")}`,
  noTime: "没有拍摄时间",
  taken: {
    inside: "在本街道内拍摄",
    outside: "不在本街道内拍摄",
    unknown: "有拍摄位置，本街道没有边界数据，无法判断",
  },
  noPlace: "没有拍摄位置",
  notCompared: "这种图片无法比对相似，只比对了是否同一文件",
  same: (estate: string, quarter: string) => `与${estate} ${quarter}的一份材料相同`,
  alike: (estate: string, quarter: string) => `与${estate} ${quarter}的一张图片相似`,
  sideBySide: "打开那一张",
  marks: (n: number) => `${n} 份与其他小区、季度或公司的材料相同或相似`,
  show: "向公众展示",
  masked: "人脸和车牌已遮挡（勾选人和时间会记下）",
  shownSince: (time: string) => `${time}起向公众展示`,
  publicLink: "公开地址",
  hide: "收回，不再展示",
  compare: "前后对照",
  compareAt: "移动分界线",
  missing: "缺佐证材料",
  done: {
    shown: "已向公众展示。",
    hidden: "已收回，公众看不到了。",
    added: "已添加佐证材料。",
    described: "已保存说明。",
    removed: "已删除。",
  } as Record<string, string>,
  partly: (n: number, told: string) => `已添加 ${n} 份。没有添加的：${told}`,
  notTaken: (name: string, why: string) => `${name}：${why}`,
  notAdded: "没有添加",
  rules: {
    evidence_unmasked: (_: With) => "请先核对图片，并勾选“人脸和车牌已遮挡”。",
    evidence_indicator: (_: With) => "这项指标不由您提供佐证材料。请回到表单，在您填写的指标下添加。",
    evidence_at_once: (p: With) => `一次最多 ${p["most"]} 个文件。请分几次添加。`,
    evidence_files: (p: With) =>
      `一个小区一个季度最多 ${p["files"]} 个文件。请先删除不需要的，或把几页合成一个 PDF。`,
    evidence_space: (p: With) =>
      `一个小区一个季度最多 ${p["most"]} MB，加上这次就超过了。请先删除不需要的，或缩小后再添加。`,
    evidence_pair: (_: With) => "“第几处”要填正整数，留空就接着编号。",
    evidence_note_long: (p: With) => `说明最多 ${p["most"]} 字。`,
    attachment_moving: (_: With) => "动图不能作佐证材料。请存成一张静止的图片再传。",
  } as Record<string, (p: With) => string>,
  refusals: {
    evidence_no_picture: (_: With) => "只有图片可以向公众展示。",
    evidence_answer: (_: With) => "随回答附的文件只给核查人员看，不向公众展示。",
    evidence_sensitive: (_: With) => "这项指标涉及少数人，材料不公开。",
    evidence_shown: (_: With) => "这份材料正在向公众展示。要改动，请先由核查人员收回。",
    evidence_not_shown: (_: With) => "这份材料没有向公众展示，不需要收回。",
    evidence_gone: (_: With) => "这份材料已经删除。",
    evidence_sent: (_: With) => "这份材料已随填报提交，不能再改或删除。",
  },
}

/** What was done, by the action of its audit event. */
export const evidenceActions = {
  "evidence.add": "添加佐证材料",
  "evidence.describe": "说明佐证材料",
  "evidence.remove": "删除佐证材料",
  "evidence.show": "向公众展示佐证材料",
  "evidence.hide": "收回展示的佐证材料",
}

/** Problems of requests to /api/v1, by code. */
export const evidenceProblems = {
  evidence_shown: {
    title: "材料正在展示",
    why: "主管部门正在向公众展示这份佐证材料。",
    mend: "收回之后才能删除。",
  },
  evidence_gone: {
    title: "材料已经删除",
    why: "这份佐证材料已被本机构删除。",
    mend: "需要时重新添加。",
  },
  evidence_sent: {
    title: "材料已经提交",
    why: "这份佐证材料随一次提交送出过，核查人员已经能看到。",
    mend: "不能再改或删除；退回之后可以添加新的材料。",
  },
}
