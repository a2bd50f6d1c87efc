import { grouped, megabytes } from "../../../worker/domain/bytes.ts"
import { EXPORT_STALLED_AFTER } from "../../../worker/domain/leaving/export.ts"
import { MOST_ROWS, tableLimit } from "../../../worker/domain/registry/import-table.ts"

/** Words of an operation: what it does in one line, and what has to be known besides. */
type Operation = readonly [summary: string, more: string]

/** The reference of files, places (区划) and exports. */
export const registryReference = {
  tags: {
    places: ["区划", "查找区划代码；运营方另可新增、导入、改名、停用。"],
  } as Record<string, readonly [title: string, text: string]>,
  lastTags: {
    exports: ["导出", "本机构的全部资料，一个压缩文件。"],
  } as Record<string, readonly [title: string, text: string]>,
  operations: {
    importEstates: [
      "从文件登记小区",
      `CSV 或 Excel 文件，列与页面的模板相同：小区名称（name）、区划代码（place code），可选 曾用名、建成年份、户数、微网格数、微网格员数、一般网格数、管理公司、统一社会信用代码、开始日、结束日。最多 ${grouped(MOST_ROWS)} 行、${megabytes(tableLimit.file)} MB。整个检查，全部通过才登记；问题的规则编号与页面相同，列在 faults。dryRun=true 只检查：回答将登记什么（200），什么也不写，也不占用 Idempotency-Key。`,
    ],
    importPlaces: [
      "从文件新增区划",
      "CSV 或 Excel 文件：区划代码（code）、名称（name），可选 类型（kind）、功能区代码（zone code）。顺序不限，全部通过才新增。dryRun=true 只检查（200），什么也不写。",
    ],
    listPlaces: ["区划列表", "按代码排序，可按名称或代码的前几位查找。登记小区时用它找社区的代码。"],
    getPlace: ["一处区划", "含下面在用的区划数和其中在册的小区数。ETag 是版本。"],
    createPlace: [
      "新增区划",
      "区县 6 位、街道 9 位、社区 12 位代码，以上一级的代码开头；功能区用自定的 6 位代码，kind 为 functional_zone。",
    ],
    renamePlace: ["区划改名", "代码不变；改名后按新的街道名也能查到小区。"],
    retirePlace: ["停用区划", "从某一天起不能再登记新的小区，已有的小区不受影响。"],
    reinstatePlace: ["撤销停用", "区划恢复使用。"],
    listExports: ["导出列表", "最新的在前。"],
    getExport: ["一个导出的进度", "state 为 running 时每隔几秒查询一次；done 之后 archive 是下载地址。"],
    requestExport: [
      "导出本机构的全部资料",
      "与页面相同：成员、小区、填报、成绩单、评选、操作记录，JSON 和 CSV，一个 ZIP。其中有成员的个人信息，personal 要写 true。一次一个，最多留五个。",
    ],
    getExportArchive: [
      "下载导出文件",
      "application/zip。到期（expiresAt）之后不能再下载。请妥善保管：其中有个人信息。",
    ],
  } satisfies Record<string, Operation> as Record<string, Operation>,
  fields: {
    PlaceKind: "city 市、county 区县、functional_zone 功能区、street 街道、community 社区。",
    "PlaceRow.within": "上面各级的名称，从区县或功能区起。",
    "PlaceRow.retiredFrom": "从这一天起停用；null 表示在用。",
    "Place.zoneCode": "托管这个街道的功能区。",
    "Place.below": "下面在用的区划数。",
    "Place.estates": "其中在册的小区数。",
    "NewPlace.kind": "6 位代码时是区县（默认）还是功能区。",
    "NewPlace.zoneCode": "只用于由功能区托管的街道。",
    "PlaceRetirement.from": "停用的第一天。",
    "Imported.entered": "登记或新增了几个。",
    "EstateImportCheck.tenures": "将登记几段管理。",
    "EstateImportCheck.notes": "需要先核对的地方；属实就带 confirmed=true 提交。",
    "EstateImportCheck.items.line": "文件里的行号。",
    "EstateImportCheck.items.slug": "现在录入的话，小区在网址里的代号。",
    "PlaceImportCheck.items.line": "文件里的行号。",
    "Export.state": "running 进行中、done 可以下载、failed 没有做成、expired 已到期。",
    "Export.stalled": `${EXPORT_STALLED_AFTER / 60_000} 分钟没有进展；平台会自动接着做。`,
    "Export.hash": "文件的 SHA-256。",
    "Export.requestedBy": "谁要的；已离开的为 null。",
    "Export.archive": "下载地址；现在不能下载为 null。",
    "ExportRequest.personal": "确认知道其中有个人信息。",
    "parameter.which": "all 有一行不对就一行也不写入；good 只写入没有错的行。",
    "parameter.dryRun": "true 只检查，不录入。",
    "parameter.confirmed": "true 表示已核对 import_unconfirmed 所列的各处，属实。",
    "parameter.placeCode": "区划代码。",
    "parameter.exportId": "导出的编号。",
  } as Record<string, string>,
}
