#include "stdlib/functions/digest.h"

#include <array>
#include <bit>

namespace oamc {

namespace {

bool isWide(DigestKind kind) { return kind >= DigestKind::kSha384; }

std::size_t blockSize(DigestKind kind) { return isWide(kind) ? 128 : 64; }

/// The message, a one bit, zeros, and the length in bits in the last 8 or 16 bytes.
std::string padded(std::string_view message, std::size_t block, std::size_t lengthBytes, bool isBigEndian) {
  std::string text(message);
  text += '\x80';
  while ((text.size() + lengthBytes) % block != 0) text += '\0';
  std::uint64_t bits = static_cast<std::uint64_t>(message.size()) * 8;
  for (std::size_t i = 0; i < lengthBytes; ++i) {
    std::size_t shift = 8 * (isBigEndian ? lengthBytes - 1 - i : i);
    text += shift < 64 ? static_cast<char>(bits >> shift & 255) : '\0';
  }
  return text;
}

template <typename Word>
Word readBigEndian(const char* bytes) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof(Word); ++i) word = static_cast<Word>(word << 8 | static_cast<unsigned char>(bytes[i]));
  return word;
}

std::uint32_t readLittleEndian(const char* bytes) { return __builtin_bswap32(readBigEndian<std::uint32_t>(bytes)); }

template <typename Word, std::size_t Count>
std::string bigEndianBytes(const std::array<Word, Count>& words, std::size_t size) {
  std::string bytes;
  for (Word word : words) {
    for (std::size_t i = 0; i < sizeof(Word); ++i) bytes += static_cast<char>(word >> 8 * (sizeof(Word) - 1 - i) & 255);
  }
  bytes.resize(size);
  return bytes;
}

constexpr std::array<std::uint32_t, 64> kMd5Sines = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122,
    0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6,
    0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60,
    0xbebfbc70, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039,
    0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};
constexpr int kMd5Shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

std::string md5(std::string_view message) {
  std::array<std::uint32_t, 4> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  std::string text = padded(message, 64, 8, false);
  for (std::size_t block = 0; block < text.size(); block += 64) {
    auto [a, b, c, d] = state;
    for (std::uint32_t i = 0; i < 64; ++i) {
      std::uint32_t mix = 0;
      std::uint32_t word = 0;
      switch (i / 16) {
        case 0: mix = (b & c) | (~b & d), word = i; break;
        case 1: mix = (d & b) | (~d & c), word = (5 * i + 1) % 16; break;
        case 2: mix = b ^ c ^ d, word = (3 * i + 5) % 16; break;
        default: mix = c ^ (b | ~d), word = 7 * i % 16; break;
      }
      std::uint32_t sum = a + mix + kMd5Sines[i] + readLittleEndian(text.data() + block + 4 * word);
      a = d;
      d = c;
      c = b;
      b += std::rotl(sum, kMd5Shifts[i / 16][i % 4]);
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
  }
  for (std::uint32_t& word : state) word = __builtin_bswap32(word);
  return bigEndianBytes(state, 16);
}

std::string sha1(std::string_view message) {
  std::array<std::uint32_t, 5> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  std::string text = padded(message, 64, 8, true);
  for (std::size_t block = 0; block < text.size(); block += 64) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < 16; ++i) words[i] = readBigEndian<std::uint32_t>(text.data() + block + 4 * i);
    for (std::size_t i = 16; i < 80; ++i) words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      std::uint32_t mix = b ^ c ^ d;
      std::uint32_t constant = i < 40 ? 0x6ed9eba1 : 0xca62c1d6;
      if (i < 20) mix = (b & c) | (~b & d), constant = 0x5a827999;
      else if (i >= 40 && i < 60) mix = (b & c) | (b & d) | (c & d), constant = 0x8f1bbcdc;
      std::uint32_t sum = std::rotl(a, 5) + mix + e + constant + words[i];
      e = d;
      d = c;
      c = std::rotl(b, 30);
      b = a;
      a = sum;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
  }
  return bigEndianBytes(state, 20);
}

/// The first 64 bits of the fractions of the cube roots of the first 80 primes; SHA-256 uses the upper halves of the first 64.
constexpr std::array<std::uint64_t, 80> kRoots = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b,
    0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1,
    0x9bdc06a725c71235, 0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275,
    0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b, 0xa2bfe8a14cf10364, 0xa81a664bbc423001,
    0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8,
    0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec, 0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915,
    0xc67178f2e372532b, 0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c, 0x4cc5d4becb3e42b6,
    0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817};

template <typename Word>
struct Sha2Traits;

template <>
struct Sha2Traits<std::uint32_t> {
  static constexpr std::size_t kRounds = 64;
  static constexpr std::size_t kLengthBytes = 8;
  static std::uint32_t root(std::size_t round) { return static_cast<std::uint32_t>(kRoots[round] >> 32); }
  static std::uint32_t bigSigma0(std::uint32_t x) { return std::rotr(x, 2) ^ std::rotr(x, 13) ^ std::rotr(x, 22); }
  static std::uint32_t bigSigma1(std::uint32_t x) { return std::rotr(x, 6) ^ std::rotr(x, 11) ^ std::rotr(x, 25); }
  static std::uint32_t sigma0(std::uint32_t x) { return std::rotr(x, 7) ^ std::rotr(x, 18) ^ x >> 3; }
  static std::uint32_t sigma1(std::uint32_t x) { return std::rotr(x, 17) ^ std::rotr(x, 19) ^ x >> 10; }
};

template <>
struct Sha2Traits<std::uint64_t> {
  static constexpr std::size_t kRounds = 80;
  static constexpr std::size_t kLengthBytes = 16;
  static std::uint64_t root(std::size_t round) { return kRoots[round]; }
  static std::uint64_t bigSigma0(std::uint64_t x) { return std::rotr(x, 28) ^ std::rotr(x, 34) ^ std::rotr(x, 39); }
  static std::uint64_t bigSigma1(std::uint64_t x) { return std::rotr(x, 14) ^ std::rotr(x, 18) ^ std::rotr(x, 41); }
  static std::uint64_t sigma0(std::uint64_t x) { return std::rotr(x, 1) ^ std::rotr(x, 8) ^ x >> 7; }
  static std::uint64_t sigma1(std::uint64_t x) { return std::rotr(x, 19) ^ std::rotr(x, 61) ^ x >> 6; }
};

template <typename Word>
std::string sha2(std::array<Word, 8> state, std::string_view message, std::size_t size) {
  using Traits = Sha2Traits<Word>;
  constexpr std::size_t kBlock = 16 * sizeof(Word);
  std::string text = padded(message, kBlock, Traits::kLengthBytes, true);
  for (std::size_t block = 0; block < text.size(); block += kBlock) {
    std::array<Word, Traits::kRounds> words{};
    for (std::size_t i = 0; i < 16; ++i) words[i] = readBigEndian<Word>(text.data() + block + sizeof(Word) * i);
    for (std::size_t i = 16; i < Traits::kRounds; ++i) words[i] = Traits::sigma1(words[i - 2]) + words[i - 7] + Traits::sigma0(words[i - 15]) + words[i - 16];
    std::array<Word, 8> next = state;
    auto& [a, b, c, d, e, f, g, h] = next;
    for (std::size_t i = 0; i < Traits::kRounds; ++i) {
      Word first = h + Traits::bigSigma1(e) + ((e & f) ^ (~e & g)) + Traits::root(i) + words[i];
      Word second = Traits::bigSigma0(a) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += next[i];
  }
  return bigEndianBytes(state, size);
}

constexpr std::array<std::uint32_t, 8> kSha256 = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
constexpr std::array<std::uint32_t, 8> kSha224 = {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};
constexpr std::array<std::uint64_t, 8> kSha512 = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                                  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
constexpr std::array<std::uint64_t, 8> kSha384 = {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
                                                  0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
constexpr std::array<std::uint64_t, 8> kSha512_224 = {0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf,
                                                      0x0f6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1};
constexpr std::array<std::uint64_t, 8> kSha512_256 = {0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd,
                                                      0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2};

}  // namespace

std::string digest(DigestKind kind, std::string_view message) {
  switch (kind) {
    case DigestKind::kMd5: return md5(message);
    case DigestKind::kSha1: return sha1(message);
    case DigestKind::kSha224: return sha2(kSha224, message, 28);
    case DigestKind::kSha256: return sha2(kSha256, message, 32);
    case DigestKind::kSha384: return sha2(kSha384, message, 48);
    case DigestKind::kSha512: return sha2(kSha512, message, 64);
    case DigestKind::kSha512_224: return sha2(kSha512_224, message, 28);
    case DigestKind::kSha512_256: return sha2(kSha512_256, message, 32);
  }
  return {};
}

std::string hmac(DigestKind kind, std::string_view key, std::string_view message) {
  std::string block(key.size() > blockSize(kind) ? digest(kind, key) : std::string(key));
  block.resize(blockSize(kind));
  auto masked = [&](char mask) {
    std::string bytes = block;
    for (char& byte : bytes) byte = static_cast<char>(byte ^ mask);
    return bytes;
  };
  return digest(kind, masked(0x5C) + digest(kind, masked(0x36).append(message)));
}

}  // namespace oamc
