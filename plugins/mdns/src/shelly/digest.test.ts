import { describe, expect, it } from 'vitest';
import { authMember, authorization, challengeOfError, challengeOfHeader, digest } from './digest.ts';

describe('digest authentication', () => {
  it('computes the response of RFC 7616, section 3.9.1', () => {
    const challenge = { realm: 'http-auth@example.org', nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v', nc: '00000001' };
    const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
    expect(digest({ username: 'Mufasa', password: 'Circle of Life' }, challenge, cnonce, 'GET:/dir/index.html')).toBe(
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    );
  });

  it('reads the challenge in an RPC error and answers it', () => {
    const challenge = challengeOfError(
      '{"auth_type":"digest","nonce":1625038762,"nc":1,"realm":"shellypro4pm-f008d1d8b8b8","algorithm":"SHA-256"}',
    );
    expect(challenge).toEqual({ realm: 'shellypro4pm-f008d1d8b8b8', nonce: 1625038762, nc: 1 });
    const auth = authMember({ realm: 'r', nonce: 5, nc: 1 }, 'secret');
    expect(auth).toMatchObject({ realm: 'r', username: 'admin', nonce: 5, algorithm: 'SHA-256' });
    expect(auth['response']).toBe(
      digest({ username: 'admin', password: 'secret' }, { realm: 'r', nonce: 5, nc: 1 }, Number(auth['cnonce']), 'dummy_method:dummy_uri'),
    );
  });

  it('reads the challenge in a header and answers it', () => {
    const challenge = challengeOfHeader('Digest qop="auth", realm="shellyplugsg3-a8", nonce="60dc59c6", algorithm=SHA-256');
    expect(challenge).toEqual({ realm: 'shellyplugsg3-a8', nonce: '60dc59c6', nc: '00000001' });
    const header = challenge && authorization(challenge, 'secret', 'POST', '/rpc');
    expect(header).toMatch(
      /^Digest username="admin", realm="shellyplugsg3-a8", nonce="60dc59c6", uri="\/rpc", algorithm=SHA-256, qop=auth/,
    );
  });

  it.each(['Unauthorized', '{"realm":"r","nonce":{},"algorithm":"SHA-256"}', '{"realm":"r","nonce":1,"algorithm":"MD5"}', '[]'])(
    'finds no challenge in %s',
    (message) => {
      expect(challengeOfError(message)).toBeUndefined();
    },
  );

  it.each([undefined, 'Basic realm="x"', 'Digest realm="x", nonce="y", algorithm=MD5'])('finds no challenge in the header %s', (header) => {
    expect(challengeOfHeader(header)).toBeUndefined();
  });
});
