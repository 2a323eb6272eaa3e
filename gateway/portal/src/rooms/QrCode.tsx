import { QRCodeSVG } from 'qrcode.react'

/** The link as a code to be photographed: black on white in every theme, or cameras do not read it. */
export default function QrCode({ link, title }: { link: string; title: string }) {
  return (
    <QRCodeSVG value={link} title={title} size={192} marginSize={4} bgColor="#ffffff" fgColor="#000000" />
  )
}
