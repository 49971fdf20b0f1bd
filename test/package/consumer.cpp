#include <model_counter/error.hpp>
#include <model_counter/owner.hpp>

#include <iostream>

int main() {
    const model_counter::Owner owner("user", 1);
    try {
        model_counter::Owner::parse("no colon");
        return 1;
    } catch (const model_counter::Error& error) {
        std::cout << owner.text() << ": " << name(error.kind()) << '\n';
    }
    return 0;
}
