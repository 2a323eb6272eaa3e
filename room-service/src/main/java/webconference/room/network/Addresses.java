package webconference.room.network;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// Which addresses are not of the public Internet.
class Addresses {

    private record Block(byte[] start, int bits) {

        boolean contains(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Beyond what InetAddress knows: this network, shared (CGNAT), protocol assignments, test
    /// networks, benchmarks, reserved; in IPv6 unique local, and the forms that carry an IPv4.
    private static final List<Block> SPECIAL =
            List.of(
                    block(8, 0),
                    block(10, 100, 64),
                    block(24, 192, 0, 0),
                    block(24, 192, 0, 2),
                    block(15, 198, 18),
                    block(24, 198, 51, 100),
                    block(24, 203, 0, 113),
                    block(4, 240),
                    block6(7, 0xfc),
                    block6(96, 0x00),
                    block6(96, 0x00, 0x64, 0xff, 0x9b),
                    block6(48, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01),
                    block6(32, 0x20, 0x01, 0x00, 0x00),
                    block6(32, 0x20, 0x01, 0x0d, 0xb8),
                    block6(16, 0x20, 0x02));

    private Addresses() {}

    static boolean isPrivate(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || SPECIAL.stream().anyMatch(block -> block.contains(address.getAddress()))
                || !(address instanceof Inet4Address || address instanceof Inet6Address);
    }

    private static Block block(int bits, int... start) {
        return new Block(bytes(4, start), bits);
    }

    private static Block block6(int bits, int... start) {
        return new Block(bytes(16, start), bits);
    }

    private static byte[] bytes(int length, int... start) {
        var bytes = new byte[length];
        for (var i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return bytes;
    }
}
