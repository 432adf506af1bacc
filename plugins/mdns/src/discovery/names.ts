/** The service instance that a PTR record points to. */
interface InstanceName {
  /** What people see; may hold dots, brackets and quotes. */
  readonly instance: string;
  /** `_ipp._tcp`, in lower case. */
  readonly type: string;
}

const typePattern = /^(_[^.]+\._(?:tcp|udp))\.local\.?$/i;

/** The meta-query that answers with the service types on the network (RFC 6763, section 9). */
export const allTypes = '_services._dns-sd._udp.local';

/** The service type of a name such as `_ipp._tcp.local`; undefined for subtypes and everything else. */
export function typeOf(name: string): string | undefined {
  const type = typePattern.exec(name)?.[1]?.toLowerCase();
  return type === '_dns-sd._udp' ? undefined : type;
}

/**
 * Splits `Kitchen 1.2._ipp._tcp.local` into instance and type. The type is known from the PTR record, so dots of the instance name stay
 * where they are: the DNS library hands over a decoded name in which they look like those between labels.
 */
export function splitInstance(fullName: string, type: string): InstanceName | undefined {
  const suffix = `.${type}.local`;
  if (!fullName.toLowerCase().endsWith(suffix) || fullName.length === suffix.length) return undefined;
  return { instance: fullName.slice(0, -suffix.length), type };
}
