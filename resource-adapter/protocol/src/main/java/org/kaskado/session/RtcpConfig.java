package org.kaskado.session;

/**
 * Control packets of one m-section.
 *
 * @param isReducedSize whether reduced-size RTCP may be sent (RFC 5506)
 * @param localSsrc the SSRC that our reports and feedback come from; the first sending SSRC when we send
 * @param cname our canonical name
 */
public record RtcpConfig(boolean isReducedSize, long localSsrc, String cname) {}
