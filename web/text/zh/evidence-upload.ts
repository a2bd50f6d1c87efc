/** Words of the browser while pictures are made smaller, covered and sent. */
export const evidenceUpload = {
  queue: "等待上传",
  shrunk: (width: number, height: number, size: string) => `已缩小为 ${width} × ${height}，${size}`,
  cover: "遮挡人脸、车牌",
  covered: "完成遮挡",
  brush: "画笔粗细",
  undo: "撤销一步",
  rectangle: "加一个方块",
  rectangleHint: "方向键移动，按住 Shift 改大小，回车盖上，Esc 取消",
  canvas: "在图片上涂抹，盖住人脸和车牌",
  drop: "不传这一份",
  sending: (percent: number) => `正在上传 ${percent}%`,
  sent: "已上传",
  failed: "没有传成，网络恢复后会再试",
  retry: "再试一次",
  unreadable: "浏览器打不开这张图片，将原样上传",
  leaving: "还有没传完的材料",
}
