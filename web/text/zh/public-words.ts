/** What a text that everybody will read is refused with, wherever it is typed. */
export const publicTextSensitive =
  "公开的文字提到关怀、探访、纠纷时，不能写数量和增减，也不能写谁报了什么、改了什么：人数少时会被推算出来。请改写为“所述情况涉及人数很少的数据，依公开规则不说明具体数量，已另行答复。”"
