/* What the Swift compiler makes of SymmetricKey(data: [0x91, …]): the array is an object in constant data, and the
 * key a value in memory. The second array holds no key: 32 numbers of eight bytes. */
#include <stdint.h>

typedef struct {
    uint64_t header[2], count, capacity;
    uint8_t elements[32];
} byte_array;
typedef struct {
    uint64_t header[2], count, capacity, elements[32];
} int_array;
static byte_array key = {{0}, 32, 64, {0x91, 0x3c, 0x55, 0xa7, 0x12, 0xfe, 0x08, 0x77, 0x6d, 0x2b, 0xc0, 0x19, 0x84, 0xe3, 0x5a, 0x41,
                                       0x21, 0x7c, 0x95, 0xb7, 0x32, 0x1e, 0x48, 0x97, 0xad, 0xcb, 0x10, 0x29, 0x34, 0xd3, 0x6a, 0x51}};
static int_array numbers = {{0}, 32, 64, {1, 2, 3, 4, 5, 6, 7, 8, 9}};
void *swift_initStaticObject(void *type, void *object);
void symmetric_key(void *data, void *type, void *bytes)
    __asm__("_$s9CryptoKit12SymmetricKeyV4dataACx_tc10Foundation15ContiguousBytesRzlufC");

__attribute__((noinline)) static void with_key(void *type)
{
    void *data[2] = {swift_initStaticObject(type, &key), 0};
    symmetric_key(data, type, type);
}

__attribute__((noinline)) static void with_numbers(void *type)
{
    void *data[2] = {swift_initStaticObject(type, &numbers), 0};
    symmetric_key(data, type, type);
}

int main(int argc, char **argv)
{
    with_key(argv);
    with_numbers(argv);
    return 0;
}
