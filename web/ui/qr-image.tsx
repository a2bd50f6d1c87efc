export interface QrImageProps {
  /** The side in squares with its quiet zone, and the dark squares as an SVG path. */
  code: { side: number; path: string }
  /** What it is for. */
  label: string
}

/** A QR code: dark on white, whatever the page's colours. */
export function QrImage({ code, label }: QrImageProps) {
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${code.side} ${code.side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={code.side} height={code.side} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}
